// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/associations/new_associations.hpp"

#include "ehrenamt/associations/directory.hpp"

namespace ehrenamt::associations {
namespace {

constexpr std::size_t k_block = std::size_t{1} << 20;
constexpr unsigned char k_long = 255; ///< stands before a length of four bytes

std::size_t read_length(std::string_view bytes, std::size_t& at) {
    const auto byte = [&] { return static_cast<unsigned char>(bytes[at++]); };
    std::size_t length = byte();
    if (length == k_long) {
        length = 0;
        for (unsigned shift = 0; shift < 32; shift += 8)
            length |= std::size_t{byte()} << shift;
    }
    return length;
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

std::size_t NewAssociations::keep(const Association& a) {
    // A row never lies in two blocks; a long one makes its block longer.
    if (m_blocks.empty() || m_blocks.back().size() > k_block - k_block / 16) {
        m_blocks.emplace_back();
        m_blocks.back().reserve(k_block);
    }
    m_begins.push_back({m_blocks.size() - 1, m_blocks.back().size()});
    append(a.name);
    append(name_key(a.name));
    append(a.kind);
    append(a.status);
    append(a.seat);
    append(a.municipality ? a.municipality->text() : std::string{});
    append(a.municipality_basis);
    for (const auto* text : {&a.register_court, &a.former_court, &a.register_number, &a.field, &a.email,
                             &a.source, &a.external_id})
        append(*text);
    append(a.source_date ? a.source_date->iso() : std::string{});
    for (const auto* text : {&a.street, &a.postcode, &a.phone, &a.website})
        append(*text);
    return m_begins.size() - 1;
}

void NewAssociations::append(std::string_view text) {
    auto& bytes = m_blocks.back();
    if (text.size() < k_long) {
        bytes += static_cast<char>(text.size());
    } else {
        bytes += static_cast<char>(k_long);
        for (unsigned shift = 0; shift < 32; shift += 8)
            bytes += static_cast<char>(text.size() >> shift);
    }
    bytes += text;
}

void NewAssociations::read(std::size_t place, std::vector<std::string_view>& texts) const {
    const std::string_view bytes{m_blocks[m_begins[place].block]};
    std::size_t at = m_begins[place].begin;
    texts.clear();
    for (std::size_t i = 0; i + 1 < columns().size(); ++i) {
        const auto length = read_length(bytes, at);
        texts.push_back(bytes.substr(at, length));
        at += length;
    }
}

} // namespace ehrenamt::associations
