// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/base/api.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace ehrenamt::associations {

/// A table of what associations are known by, each with a number: 16 bytes an entry, whatever the length of
/// the key. Keys are compared by 96 bits of a keyed hash (SipHash-2-4-128): among ten million, two different
/// ones are taken for the same less than once in 10^14 tables.
class EHRENAMT_API KeyTable {
  public:
    /// \param kind   tells keys apart that consist of the same parts
    /// \returns the number that the same key was given first, or nothing if it is new
    std::optional<std::uint32_t> add(char kind, std::span<const std::string_view> parts,
                                     std::uint32_t number);
    [[nodiscard]] bool contains(char kind, std::span<const std::string_view> parts) const;

  private:
    struct Slot {
        std::uint64_t hash = 0;
        std::uint32_t more = 0;     ///< further bits of the hash
        std::uint32_t number_1 = 0; ///< number + 1; 0: free
    };
    [[nodiscard]] Slot slot_of(char kind, std::span<const std::string_view> parts) const;
    /// Where the key stands, or the free place where it would.
    [[nodiscard]] std::size_t find(const Slot& wanted) const;
    void grow();

    mutable std::vector<unsigned char> m_bytes; ///< the key being hashed
    std::vector<Slot> m_slots;
    std::size_t m_used = 0;
};

} // namespace ehrenamt::associations
