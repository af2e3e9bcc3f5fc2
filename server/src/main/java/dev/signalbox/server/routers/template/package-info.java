/**
 * Reads infrastructure as code: ARM templates and Bicep, as far as deployments of models need it. Places are kept, so that a
 * mistake is told with its line; what is not understood is a mistake where its value is needed. Knows nothing of routes.
 */
@NullMarked
package dev.signalbox.server.routers.template;

import org.jspecify.annotations.NullMarked;
