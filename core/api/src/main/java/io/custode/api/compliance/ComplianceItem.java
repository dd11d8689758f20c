// SPDX-License-Identifier: Apache-2.0
package io.custode.api.compliance;

/**
 * Something that is looked at on assets.
 *
 * @param id {@code <plugin>.<noun>}, {@code antivirus.signatures}, at most 100 characters
 * @param label for people, in English
 * @param labelIt the same in Italian
 */
public record ComplianceItem(String id, String label, String labelIt) {}
