// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/associations/key_table.hpp"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <string>

namespace ehrenamt::associations {
namespace {

constexpr std::size_t k_first_size = 1024;

// Fixed, so that a run can be repeated; the tables are built from an office's own lists.
constexpr std::array<unsigned char, crypto_shorthash_siphashx24_KEYBYTES> k_key = {
    'e', 'h', 'r', 'e', 'n', 'a', 'm', 't', '-', 'k', 'e', 'y', 's', '-', '0', '1'};

/// So that never more than three of four slots are taken.
std::size_t slots_for(std::size_t keys) {
    return std::max(k_first_size, std::bit_ceil(keys + keys / 3 + 1));
}

} // namespace

KeyTable::Key KeyTable::key(std::initializer_list<std::string_view> parts) {
    // The lengths keep „ab“, „c“ and „a“, „bc“ apart.
    std::string bytes;
    for (const auto part : parts) {
        const auto size = static_cast<std::uint32_t>(part.size());
        for (unsigned shift = 0; shift < 32; shift += 8)
            bytes += static_cast<char>(size >> shift);
        bytes += part;
    }
    std::array<unsigned char, crypto_shorthash_siphashx24_BYTES> hash{};
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): the library wants unsigned bytes
    const auto* const begin = reinterpret_cast<const unsigned char*>(bytes.data());
    crypto_shorthash_siphashx24(hash.data(), begin, bytes.size(), k_key.data());
    Key key;
    std::memcpy(&key.hash, hash.data(), sizeof key.hash);
    std::memcpy(&key.more, &hash[sizeof key.hash], sizeof key.more);
    return key;
}

std::size_t KeyTable::find(const Key& wanted) const {
    const std::size_t mask = m_slots.size() - 1;
    auto at = static_cast<std::size_t>(wanted.hash) & mask;
    while (m_slots[at].number_1 != 0 && (m_slots[at].hash != wanted.hash || m_slots[at].more != wanted.more))
        at = (at + 1) & mask;
    return at;
}

std::optional<std::uint32_t> KeyTable::add(const Key& key, std::uint32_t number) {
    if (4 * (m_used + 1) > 3 * m_slots.size())
        resize(slots_for(m_used + m_used / 2));
    auto& place = m_slots[find(key)];
    if (place.number_1 != 0)
        return place.number_1 - 1;
    place = {key.hash, key.more, number + 1};
    ++m_used;
    return std::nullopt;
}

bool KeyTable::contains(const Key& key) const {
    return m_used > 0 && m_slots[find(key)].number_1 != 0;
}

void KeyTable::expect(const Key& key) const {
    if (!m_slots.empty())
        __builtin_prefetch(&m_slots[static_cast<std::size_t>(key.hash) & (m_slots.size() - 1)]);
}

void KeyTable::reserve(std::size_t keys) {
    if (slots_for(keys) > m_slots.size())
        resize(slots_for(keys));
}

void KeyTable::resize(std::size_t slots) {
    std::vector<Slot> old(slots);
    old.swap(m_slots);
    for (const auto& slot : old)
        if (slot.number_1 != 0)
            m_slots[find({slot.hash, slot.more})] = slot;
}

} // namespace ehrenamt::associations
