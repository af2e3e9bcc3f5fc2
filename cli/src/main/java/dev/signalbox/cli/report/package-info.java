/** Reports as text: a table for people, CSV and JSON for programs, a page with a drawing. It must not know where the numbers lie. */
@NullMarked
package dev.signalbox.cli.report;

import org.jspecify.annotations.NullMarked;
