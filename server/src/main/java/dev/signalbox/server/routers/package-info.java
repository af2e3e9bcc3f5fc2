/**
 * Model routers as they are deployed at Azure, made into learned routes: what a deployment says, which configured models it
 * means, and the file in which its route stands.
 */
@NullMarked
package dev.signalbox.server.routers;

import org.jspecify.annotations.NullMarked;
