// SPDX-License-Identifier: Apache-2.0
/** Notices: what people and other systems are told of, by which channel, and when. */
@Export(substitution = Export.Substitution.NOIMPORT)
@Version("1.2.0")
@NullMarked
package io.custode.api.notice;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
