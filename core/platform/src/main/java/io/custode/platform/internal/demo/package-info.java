// SPDX-License-Identifier: Apache-2.0
/** Made-up customers to look around in, which go again as they came. */
@NullMarked
package io.custode.platform.internal.demo;

import org.jspecify.annotations.NullMarked;
