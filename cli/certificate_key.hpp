// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "cli/context.hpp"
#include "ehrenamt/measures/signing_key.hpp"
#include "ehrenamt/store/store.hpp"

namespace ehrenamt::cli {

/// The secret that this store's certificates are signed with. It is made the first time and then never by
/// itself again: whoever loses it is told so. A dry run makes one that is gone afterwards. \param new_key  go
/// on with another key than before \throws base::Error `certificate.key_missing`, `certificate.key_differs`,
/// `certificate.key_there`,
///         `certificate.key_open` (others may read the file), `certificate.key_file`
measures::SigningKey certificate_key(const Context& context, const store::Store& store, bool new_key);

} // namespace ehrenamt::cli
