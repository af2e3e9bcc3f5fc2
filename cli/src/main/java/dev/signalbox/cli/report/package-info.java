/** Usage reports as text: a table for people, CSV and JSON for programs. It must not know where the numbers come from. */
@NullMarked
package dev.signalbox.cli.report;

import org.jspecify.annotations.NullMarked;
