// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/associations/association.hpp"
#include "ehrenamt/store/bulk_insert.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace ehrenamt::associations {

/// Associations that are to be entered, in hardly more bytes than their texts have: a file's rows are all
/// judged before the first is written, and there may be a million of them.
class EHRENAMT_API NewAssociations {
  public:
    /// \returns its place among the kept ones
    std::size_t keep(const Association& association, std::string_view name_key);
    [[nodiscard]] std::size_t size() const { return m_begins.size(); }

    /// The columns of table association, in the order of `insert`.
    static const std::vector<std::string_view>& columns();
    /// \param places  which of the kept ones, in the order of their numbers
    /// \param pause   called now and then, may throw
    template <class Pause>
    void insert(store::Store& store, store::ChangeSet& change, const std::vector<std::size_t>& places,
                base::Date recorded_on, Pause pause) const {
        if (places.empty())
            return;
        store::BulkInsert bulk{store, change, "association", columns(), places.size()};
        const auto day = recorded_on.iso();
        std::vector<std::string_view> texts;
        constexpr std::size_t k_rows_between_pauses = 1000;
        for (std::size_t i = 0; i < places.size(); ++i) {
            if (i % k_rows_between_pauses == 0)
                pause();
            read(places[i], texts);
            texts.push_back(day);
            bulk.add(texts);
        }
        pause();
        bulk.finish();
    }

  private:
    void append(std::string_view text);
    /// For texts that many rows have: kept once.
    void append_common(std::string_view text);
    /// \returns its place in m_common, or nothing if there are too many already
    std::optional<std::uint16_t> common_place(std::string_view text);
    /// The texts as they were kept, one for each column but the last.
    void read(std::size_t place, std::vector<std::string_view>& texts) const;

    /// Lets a text be looked for without a copy.
    struct TextHash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
    };
    struct Place {
        std::size_t block = 0;
        std::size_t begin = 0;
    };
    std::vector<std::string> m_blocks; ///< lengths and texts, one after the other
    std::unordered_map<std::string, std::uint16_t, TextHash, std::equal_to<>> m_common_places;
    std::vector<std::string_view> m_common; ///< the keys of m_common_places
    struct Recent {
        std::string_view text;
        std::uint16_t place = 0;
    };
    std::vector<Recent> m_recent; ///< some of m_common, found without a walk through memory
    std::vector<Place> m_begins;
};

} // namespace ehrenamt::associations
