// SPDX-License-Identifier: Apache-2.0
package io.custode.api.file;

/**
 * What to store.
 *
 * @param name as people see it and save it, {@code rack front.jpg}: no path, 200 characters at most
 * @param about what it belongs to: a kind, a slash and its id, {@code asset/0190...}, {@code
 *     ticketing.ticket/0190...}; 100 characters at most
 * @param permission who may read it: a permission that is declared
 */
public record NewFile(String name, String about, String permission) {}
