// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/associations/new_associations.hpp"

#include <algorithm>
#include <cstring>

namespace ehrenamt::associations {
namespace {

constexpr std::size_t k_block = std::size_t{1} << 20;
constexpr unsigned char k_long = 255;   ///< stands before a length of four bytes
constexpr unsigned char k_common = 254; ///< stands before the place of a common text, two bytes
constexpr std::size_t k_most_common = 65536;
constexpr std::size_t k_recent = 4096;

/// By the length, the first and the last bytes. \pre three bytes or more
std::size_t recent_slot(std::string_view text) {
    std::uint64_t ends = text.size();
    const auto half = std::min<std::size_t>(text.size(), 4);
    std::uint32_t first = 0;
    std::uint32_t last = 0;
    std::memcpy(&first, text.data(), half);
    std::memcpy(&last, text.data() + text.size() - half, half);
    ends = (ends ^ (std::uint64_t{first} << 32 | last)) * 0x9e3779b97f4a7c15;
    return static_cast<std::size_t>(ends >> 52);
}
static_assert(k_recent == std::size_t{1} << 12, "recent_slot gives 12 bits");

/// A number as it was written by append_number().
std::size_t read_number(std::string_view bytes, std::size_t& at, unsigned size) {
    std::size_t number = 0;
    for (unsigned i = 0; i < size; ++i)
        number |= std::size_t{static_cast<unsigned char>(bytes[at++])} << (8 * i);
    return number;
}

void append_number(std::string& bytes, std::size_t number, unsigned size) {
    for (unsigned i = 0; i < size; ++i)
        bytes += static_cast<char>(number >> (8 * i));
}

} // namespace

const std::vector<std::string_view>& NewAssociations::columns() {
    static const std::vector<std::string_view> k_columns = {"name",
                                                            "name_key",
                                                            "kind",
                                                            "status",
                                                            "seat",
                                                            "municipality",
                                                            "municipality_basis",
                                                            "register_court",
                                                            "former_court",
                                                            "register_number",
                                                            "field",
                                                            "email",
                                                            "source",
                                                            "external_id",
                                                            "source_date",
                                                            "street",
                                                            "postcode",
                                                            "phone",
                                                            "website",
                                                            "recorded_on"};
    return k_columns;
}

std::size_t NewAssociations::keep(const Association& a, std::string_view name_key) {
    // A row never lies in two blocks; a long one makes its block longer.
    if (m_blocks.empty() || m_blocks.back().size() > k_block - k_block / 16) {
        m_blocks.emplace_back();
        m_blocks.back().reserve(k_block);
    }
    m_begins.push_back({m_blocks.size() - 1, m_blocks.back().size()});
    append(a.name);
    append(name_key);
    append_common(a.kind);
    append_common(a.status);
    append_common(a.seat);
    append_common(a.municipality ? a.municipality->text() : std::string{});
    append_common(a.municipality_basis);
    append_common(a.register_court);
    append_common(a.former_court);
    append(a.register_number);
    append_common(a.field);
    append(a.email);
    append_common(a.source);
    append(a.external_id);
    append_common(a.source_date ? a.source_date->iso() : std::string{});
    append(a.street);
    append_common(a.postcode);
    append(a.phone);
    append(a.website);
    return m_begins.size() - 1;
}

void NewAssociations::append(std::string_view text) {
    auto& bytes = m_blocks.back();
    if (text.size() < k_common) {
        bytes += static_cast<char>(text.size());
    } else {
        bytes += static_cast<char>(k_long);
        append_number(bytes, text.size(), 4);
    }
    bytes += text;
}

void NewAssociations::append_common(std::string_view text) {
    if (text.size() <= 2)
        return append(text);
    if (m_recent.empty())
        m_recent.resize(k_recent);
    auto& recent = m_recent[recent_slot(text)];
    if (recent.text != text) {
        const auto place = common_place(text);
        if (!place)
            return append(text);
        recent = {m_common[*place], *place};
    }
    auto& bytes = m_blocks.back();
    bytes += static_cast<char>(k_common);
    append_number(bytes, recent.place, 2);
}

std::optional<std::uint16_t> NewAssociations::common_place(std::string_view text) {
    auto known = m_common_places.find(text);
    if (known == m_common_places.end()) {
        if (m_common.size() == k_most_common)
            return std::nullopt;
        known = m_common_places.emplace(text, static_cast<std::uint16_t>(m_common.size())).first;
        m_common.push_back(known->first);
    }
    return known->second;
}

void NewAssociations::read(std::size_t place, std::vector<std::string_view>& texts) const {
    const std::string_view bytes{m_blocks[m_begins[place].block]};
    std::size_t at = m_begins[place].begin;
    texts.clear();
    for (std::size_t i = 0; i + 1 < columns().size(); ++i) {
        std::size_t length = read_number(bytes, at, 1);
        if (length == k_common) {
            texts.push_back(m_common[read_number(bytes, at, 2)]);
            continue;
        }
        if (length == k_long)
            length = read_number(bytes, at, 4);
        texts.push_back(bytes.substr(at, length));
        at += length;
    }
}

} // namespace ehrenamt::associations
