// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/base/api.hpp"
#include "ehrenamt/base/result.hpp"
#include "ehrenamt/domain/values.hpp"
#include "ehrenamt/store/store.hpp"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ehrenamt::associations {

/// A municipality key as it stood in a file, brought to today.
struct PlacedKey {
    std::optional<domain::Ags> today = {}; ///< empty: not in Hesse
    bool brought_forward = false;          ///< the key written has ended
};

/// The store's keys of municipalities, courts and fields, held in memory for the length of an import.
class EHRENAMT_API References {
  public:
    explicit References(const store::Store& store);

    /// A key of 8 digits, or a regional key of 12. Rules: `ags.length`, `ags.digits`, `municipality.unknown`
    /// for a key in Hesse that never was.
    [[nodiscard]] base::Result<PlacedKey> municipality(std::string_view text) const;
    /// By code or name, with or without „Amtsgericht“, also shortened if only one court is meant. One outside
    /// Hesse, of which no list is at hand, is `Amtsgericht Mainz` or its code. Rule: `court.unknown`.
    [[nodiscard]] base::Result<std::string> court(std::string_view text) const;
    [[nodiscard]] std::optional<std::string> find_court(std::string_view text) const;
    /// True for what court() gives for a court in Hesse.
    [[nodiscard]] bool in_hesse(std::string_view court) const { return m_court_codes.contains(court); }
    /// By key, German or English name, or a word that surely belongs to one. Rule: `field.unknown`.
    [[nodiscard]] base::Result<std::string> field(std::string_view text) const;

  private:
    [[nodiscard]] std::optional<std::string> court_outside(std::string_view text) const;

    std::map<std::string, bool, std::less<>> m_municipalities;    ///< key → valid today
    std::map<std::string, std::string, std::less<>> m_successors; ///< ended key → next one
    std::map<std::string, std::string, std::less<>> m_courts;     ///< any way to write it → code
    std::set<std::string, std::less<>> m_court_codes;
    std::map<std::string, std::string, std::less<>> m_as_listed; ///< code or name as the list has it → code
    std::map<std::string, std::vector<std::pair<std::string, std::string>>>
        m_courts_by_place;                                    ///< name → code, rest of the name
    std::map<std::string, std::string, std::less<>> m_fields; ///< any way to write it → key
    std::vector<std::string> m_court_names;
    std::vector<std::string> m_field_keys;
};

} // namespace ehrenamt::associations
