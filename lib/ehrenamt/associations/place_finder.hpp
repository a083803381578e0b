// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/associations/municipality_names.hpp"
#include "ehrenamt/base/api.hpp"
#include "ehrenamt/domain/values.hpp"
#include "ehrenamt/store/store.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace ehrenamt::associations {

/// The municipality of an association, or why there is none.
struct FoundPlace {
    enum class State { found, not_said, outside, ambiguous, unknown };
    State state = State::not_said;
    std::optional<domain::Ags> municipality = {}; ///< only if found
    std::string_view basis = {};                  ///< spelling, name, name_and_court, district, former_name,
                                                  ///< postcode, postcode_and_place; only if found
    std::vector<std::string> candidates = {};     ///< only if ambiguous: `06535009 Homberg (Ohm)`
};

/// Finds municipalities by what a list says of a place. Nothing is guessed.
///
/// First the spellings that register courts are known to use, then postcode and name together: a postcode
/// that belongs to several municipalities is narrowed by the name, a name that several have by the postcode
/// or the register court. If they contradict each other, neither counts.
class EHRENAMT_API PlaceFinder {
  public:
    explicit PlaceFinder(const store::Store& store);

    /// \param place     seat or town as written; may hold a postcode: `63065 Offenbach`
    /// \param court     code of the register court, or empty
    /// \param postcode  five digits, or empty
    /// \returns what was found, remembered: lists repeat the same few places
    const FoundPlace& find(std::string_view place, std::string_view court, std::string_view postcode);

  private:
    void read_spellings(const store::Store& store);
    [[nodiscard]] FoundPlace search(std::string_view place, std::string_view court,
                                    std::string_view postcode) const;
    [[nodiscard]] FoundPlace by_name(const PlaceMeaning& meaning) const;
    [[nodiscard]] FoundPlace by_postcode(const PlaceMeaning& meaning, std::string_view court,
                                         const std::vector<std::size_t>& places) const;
    [[nodiscard]] FoundPlace found(std::size_t municipality, std::string_view basis) const;
    [[nodiscard]] FoundPlace open(const std::vector<std::size_t>& candidates) const;

    MunicipalityNames m_names;
    std::unordered_map<std::string, std::size_t> m_index;     ///< AGS → municipality
    std::unordered_map<std::string, std::size_t> m_spellings; ///< words + court → municipality
    std::unordered_map<std::string, std::vector<std::size_t>> m_postcodes;
    std::unordered_map<std::string, FoundPlace> m_known;
    std::string m_key; ///< of the question at hand; keeps its memory
};

} // namespace ehrenamt::associations
