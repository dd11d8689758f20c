// SPDX-License-Identifier: Apache-2.0
/** The agent link: topics, messages, their encoding, enrolment documents, the program's archive. */
@Export(substitution = Export.Substitution.NOIMPORT)
@Version("1.3.0")
@NullMarked
package io.custode.agent.protocol;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
