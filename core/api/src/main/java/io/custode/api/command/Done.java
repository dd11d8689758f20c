// SPDX-License-Identifier: Apache-2.0
package io.custode.api.command;

/**
 * A result that is a sentence.
 *
 * @param message what was done
 */
public record Done(String message) {}
