// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/associations/name_match.hpp"

#include <cstdint>
#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace ehrenamt::associations {

/// A name that is to be compared with others.
struct NameEntry {
    std::uint32_t whose = 0; ///< number of the association
    std::uint32_t place = 0; ///< number of its municipality, 0 = not known
    NameWords name;
};

/// A pair of names, by their numbers, lower first.
using EntryPair = std::pair<std::uint32_t, std::uint32_t>;

/// Names that have something rare in common and enough words at all. Names come together by keys: all words,
/// all letters, each of their rarest words alone, with the place and with each other, and a word that is one
/// slip of the pen away or what it abbreviates. A block of many names is not compared in full: it is sorted,
/// and each name meets its neighbours only. So a name meets at most a fixed number of others. \returns
/// sorted, each pair once; never two names of one association
std::vector<EntryPair> pairs_worth_comparing(const std::vector<NameEntry>& entries,
                                             const NameLexicon& lexicon, const WordPool& pool,
                                             const WordWeights& weights,
                                             const std::function<void(double)>& pause);

/// Every pair of a block, or of neighbours in a large one.
template <class Item, class Meet>
void meet_in_block(const std::vector<Item>& items, std::size_t begin, std::size_t end, const Meet& meet) {
    constexpr std::size_t k_in_full = 24;
    constexpr std::size_t k_neighbours = 5;
    const std::size_t reach = end - begin <= k_in_full ? k_in_full : k_neighbours;
    for (std::size_t i = begin; i < end; ++i)
        for (std::size_t j = i + 1; j < end && j <= i + reach; ++j)
            meet(items[i], items[j]);
}

} // namespace ehrenamt::associations
