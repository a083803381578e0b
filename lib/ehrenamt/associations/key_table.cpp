// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/associations/key_table.hpp"

#include <sodium.h>

#include <array>
#include <cstring>

namespace ehrenamt::associations {
namespace {

constexpr std::size_t k_first_size = 1024;

// Fixed, so that a run can be repeated; the tables are built from an office's own lists.
constexpr std::array<unsigned char, crypto_shorthash_siphashx24_KEYBYTES> k_key = {
    'e', 'h', 'r', 'e', 'n', 'a', 'm', 't', '-', 'k', 'e', 'y', 's', '-', '0', '1'};

} // namespace

KeyTable::Slot KeyTable::slot_of(char kind, std::span<const std::string_view> parts) const {
    m_bytes.assign(1, static_cast<unsigned char>(kind));
    for (const auto part : parts) {
        const auto size = static_cast<std::uint32_t>(part.size());
        for (unsigned shift = 0; shift < 32; shift += 8)
            m_bytes.push_back(static_cast<unsigned char>(size >> shift));
        m_bytes.insert(m_bytes.end(), part.begin(), part.end());
    }
    std::array<unsigned char, crypto_shorthash_siphashx24_BYTES> hash{};
    crypto_shorthash_siphashx24(hash.data(), m_bytes.data(), m_bytes.size(), k_key.data());
    Slot slot;
    std::memcpy(&slot.hash, hash.data(), sizeof slot.hash);
    std::memcpy(&slot.more, &hash[sizeof slot.hash], sizeof slot.more);
    return slot;
}

std::size_t KeyTable::find(const Slot& wanted) const {
    const std::size_t mask = m_slots.size() - 1;
    auto at = static_cast<std::size_t>(wanted.hash) & mask;
    while (m_slots[at].number_1 != 0 && (m_slots[at].hash != wanted.hash || m_slots[at].more != wanted.more))
        at = (at + 1) & mask;
    return at;
}

std::optional<std::uint32_t> KeyTable::add(char kind, std::span<const std::string_view> parts,
                                           std::uint32_t number) {
    if (4 * (m_used + 1) > 3 * m_slots.size())
        grow();
    auto slot = slot_of(kind, parts);
    auto& place = m_slots[find(slot)];
    if (place.number_1 != 0)
        return place.number_1 - 1;
    slot.number_1 = number + 1;
    place = slot;
    ++m_used;
    return std::nullopt;
}

bool KeyTable::contains(char kind, std::span<const std::string_view> parts) const {
    return m_used > 0 && m_slots[find(slot_of(kind, parts))].number_1 != 0;
}

void KeyTable::grow() {
    std::vector<Slot> old(m_slots.empty() ? k_first_size : 2 * m_slots.size());
    old.swap(m_slots);
    for (const auto& slot : old)
        if (slot.number_1 != 0)
            m_slots[find(slot)] = slot;
}

} // namespace ehrenamt::associations
