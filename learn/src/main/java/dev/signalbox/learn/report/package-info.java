/**
 * Reports of measurements: JSON for programs, Markdown for people, charts as SVG. {@link
 * dev.signalbox.learn.report.MeasureReport} is the content, {@link dev.signalbox.learn.report.ReportFolder} writes it. It
 * must not measure anything itself.
 */
@NullMarked
package dev.signalbox.learn.report;

import org.jspecify.annotations.NullMarked;
