/** Routes and models beside each other on the user's own prompts: asking through a gateway, grading, statistics, the report. */
@NullMarked
package dev.signalbox.cli.router.compare;

import org.jspecify.annotations.NullMarked;
