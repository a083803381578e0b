// SPDX-License-Identifier: EUPL-1.2
#pragma once

/// Marks what the shared library shows to its users; everything else stays hidden.
#define EHRENAMT_API __attribute__((visibility("default")))
