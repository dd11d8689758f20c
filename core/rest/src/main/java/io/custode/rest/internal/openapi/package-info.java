// SPDX-License-Identifier: Apache-2.0
/** The published routes as an OpenAPI 3 document. */
@NullMarked
package io.custode.rest.internal.openapi;

import org.jspecify.annotations.NullMarked;
