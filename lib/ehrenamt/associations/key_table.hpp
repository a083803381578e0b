// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/base/api.hpp"

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string_view>
#include <vector>

namespace ehrenamt::associations {

/// A table of what associations are known by, each with a number: 16 bytes an entry, whatever the length of
/// the key. Keys are compared by 96 bits of a keyed hash (SipHash-2-4-128): among ten million, two different
/// ones are taken for the same less than once in 10^14 tables.
class EHRENAMT_API KeyTable {
  public:
    /// The hash of what several parts say together.
    struct Key {
        std::uint64_t hash = 0;
        std::uint32_t more = 0; ///< further bits of it
        bool operator==(const Key&) const = default;
    };
    static Key key(std::initializer_list<std::string_view> parts);

    /// \returns the number that the same key was given first, or nothing if it is new
    std::optional<std::uint32_t> add(const Key& key, std::uint32_t number);
    [[nodiscard]] bool contains(const Key& key) const;
    /// Has the key's place brought from memory, so that it is at hand when one of the others is called.
    void expect(const Key& key) const;
    /// Makes room for so many keys at once.
    void reserve(std::size_t keys);

  private:
    struct Slot {
        std::uint64_t hash = 0;
        std::uint32_t more = 0;
        std::uint32_t number_1 = 0; ///< number + 1; 0: free
    };
    /// Where the key stands, or the free place where it would.
    [[nodiscard]] std::size_t find(const Key& key) const;
    void resize(std::size_t slots);

    std::vector<Slot> m_slots;
    std::size_t m_used = 0;
};

} // namespace ehrenamt::associations
