// SPDX-License-Identifier: Apache-2.0
package io.custode.spi.search;

import org.jspecify.annotations.Nullable;

/**
 * A thing as it is found and shown. What is too long is cut.
 *
 * @param id which of its kind, 100 characters at most
 * @param title its name, found first; 300 characters are kept
 * @param detail a line that tells it from others, or null; 300 characters are kept
 * @param text whatever else it is found by, never shown; 50,000 characters are kept
 */
public record SearchItem(String id, String title, @Nullable String detail, String text) {}
