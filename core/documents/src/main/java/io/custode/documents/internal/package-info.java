// SPDX-License-Identifier: Apache-2.0
/** Templates to PDF/A. Nothing of the libraries leaves this bundle. */
@NullMarked
package io.custode.documents.internal;

import org.jspecify.annotations.NullMarked;
