// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Files as a stream: telemetry files and folders in, one totally ordered bounded source out.
 *
 * <p>{@link io.touchline.jobs.files.SortedArchive} frames every supported file and sorts all
 * records once by (write time, content hash, file, line) into spilled runs with a manifest; {@link
 * io.touchline.jobs.files.ArchiveSource} merges the runs. So the order of files and lines on disk
 * changes nothing, no record is late, a restart skips rows instead of sorting again, and a changed
 * archive fails with one clear line. Memory is bounded by {@link
 * io.touchline.jobs.files.ArchiveOptions}; disk is the size of the unpacked records plus 37 bytes
 * each. Nothing here decodes: a record that makes no sense still comes out, for the decoder to
 * refuse.
 */
@NullMarked
package io.touchline.jobs.files;

import org.jspecify.annotations.NullMarked;
