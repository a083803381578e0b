// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/base/api.hpp"
#include "ehrenamt/base/date.hpp"
#include "ehrenamt/base/result.hpp"
#include "ehrenamt/domain/values.hpp"
#include "ehrenamt/store/store.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ehrenamt::associations {

/// A point on the earth, WGS 84, in millionths of a degree.
struct Coordinates {
    std::int64_t latitude_e6 = 0;
    std::int64_t longitude_e6 = 0;
};

/// Great circle on a sphere of 6,371.0088 km (IUGG mean radius), in kilometres: as the crow flies.
[[nodiscard]] EHRENAMT_API double distance_km(Coordinates a, Coordinates b);

struct Municipality {
    domain::Ags ags;
    std::string name;
    std::string official_name;
    std::string kind;
    std::string district; ///< key
    std::optional<std::int64_t> inhabitants = {};
    std::string inhabitants_on = {}; ///< ISO day; empty: not known
    std::optional<Coordinates> place = {};
    std::optional<base::Date> valid_from = {}; ///< empty: since before the reference data begin
    std::optional<base::Date> valid_to = {};   ///< empty: valid

    [[nodiscard]] bool valid() const { return !valid_to; }
};

/// A municipality whose key or name became another.
struct MunicipalityChange {
    std::string old_ags;
    std::string new_ags;
    std::string day; ///< ISO day; of some renamings only a span is known
    std::string kind;
    std::string old_name;
    std::string new_name;
    std::string evidence;
    bool planned = false; ///< its day has not come, or no command has written since

    [[nodiscard]] bool renames_only() const { return old_ags == new_ags; }
};

/// All municipalities that the store knows, ended ones among them, and the changes between them.
class EHRENAMT_API Municipalities {
  public:
    explicit Municipalities(const store::Store& store);

    [[nodiscard]] const std::map<domain::Ags, Municipality>& all() const { return m_all; }
    [[nodiscard]] const Municipality* find(const domain::Ags& ags) const;
    /// In the order of their days.
    [[nodiscard]] const std::vector<MunicipalityChange>& changes() const { return m_changes; }
    /// The municipality that is in the place of this one now: itself, or the end of its successors.
    [[nodiscard]] const Municipality* current(const domain::Ags& ags) const;

    /// By key, by name or by official name; case, umlauts and punctuation make no difference, valid ones go
    /// first. Rules: `ags.length`, `ags.digits`, `municipality.unknown`, `municipality.ambiguous`.
    [[nodiscard]] base::Result<domain::Ags> by_text(std::string_view text) const;
    /// One municipality as above, brought forward, or all of a district by its key of 5 digits or its name.
    /// Rules: those above and `area.unknown`.
    [[nodiscard]] base::Result<std::vector<domain::Ags>> area(std::string_view text) const;
    /// The district's title, such as `Kreis Bergstraße`, or empty.
    [[nodiscard]] std::string district_title(const std::string& key) const;

  private:
    [[nodiscard]] std::vector<const Municipality*> named(std::string_view text) const;
    [[nodiscard]] std::vector<const Municipality*> begun_with(std::string_view text) const;
    [[nodiscard]] std::vector<domain::Ags> of_district(const std::string& key) const;

    struct District {
        std::string name;
        std::string title;
    };
    std::map<domain::Ags, Municipality> m_all;
    std::map<std::string, District> m_districts;
    std::vector<MunicipalityChange> m_changes;
};

} // namespace ehrenamt::associations
