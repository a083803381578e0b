// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/base/api.hpp"
#include "ehrenamt/base/result.hpp"
#include "ehrenamt/domain/values.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace ehrenamt::store {

/// Who makes numbers in this store: the contact point's municipality key and an ordinal for several
/// contact points in one municipality. An id is `origin << 35 | sequence`, origin = key × 16 + ordinal,
/// so that stores of different contact points can be merged without a server that hands out numbers.
struct EHRENAMT_API Origin {
    domain::Ags municipality;
    int ordinal = 0; ///< 0 to 15

    [[nodiscard]] std::int64_t number() const { return municipality.number() * 16 + ordinal; }
    [[nodiscard]] std::int64_t id(std::int64_t sequence) const;
    /// `17` for a number of our own, else the long form `06413000-17` (`06413000.2-17` with an ordinal).
    [[nodiscard]] std::string shown(std::int64_t id) const;
    /// Reads both forms. Rule: `id.format`.
    [[nodiscard]] base::Result<std::int64_t> parse_id(std::string_view text) const;
};

/// The long form, unique in the country; what JSON and CSV carry.
EHRENAMT_API std::string long_id(std::int64_t id);

} // namespace ehrenamt::store
