// SPDX-License-Identifier: Apache-2.0
/** The MQTT side: who is here, what they say, what they are told. */
@NullMarked
package io.custode.gateway.internal.link;

import org.jspecify.annotations.NullMarked;
