package dev.signalbox.server.routers.template;

/**
 * A resource that a template declares.
 *
 * @param type its whole type without the version of the API; empty where only the body was given
 * @param body what is declared: an object, null where a condition says no, or a list of such
 * @param scope what names in it mean
 * @param existing whether it is only referred to
 */
public record Resource(String type, Node body, Scope scope, boolean existing, At at) {}
