package dev.signalbox.server.settings;

import java.nio.file.Path;

/**
 * TLS of the listener.
 *
 * @param certificate a PEM file with the certificate and its chain
 * @param key a PEM file with the private key
 */
public record TlsSettings(Path certificate, Path key) {}
