// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/associations/claim_reader.hpp"

namespace ehrenamt::associations {

ClaimReader::ClaimReader(formats::ImportReader& reader, const store::Store& store,
                         const std::function<std::string(std::string_view)>& otherwise)
    : m_reader{reader},
      m_references{store},
      m_places{store},
      m_name{reader.field(key_of(AssociationField::name))},
      m_id{reader.field(key_of(AssociationField::id))},
      m_input{{},
              [this](std::string_view key, const base::Problem& problem) {
                  m_row->refuse(key, problem.rule, problem.message);
              },
              reader.mapping().source()},
      m_ahead{[this](ReadRow& row) { return read(row); }} {
    for (std::size_t i = 0; i < k_association_fields; ++i) {
        const auto key = association_fields()[i].key;
        auto text = otherwise ? otherwise(key) : std::string{};
        if (reader.mapping().column(reader.field(key)) || !text.empty())
            m_fields.push_back({static_cast<AssociationField>(i), reader.field(key), std::move(text)});
    }
    for (const auto field : {AssociationField::field, AssociationField::kind})
        for (const auto& column : reader.verdict().columns)
            if (column.field == key_of(field) && column.by == formats::TakenBy::synonym)
                m_input.guessed.push_back(field);
}

const formats::FieldKey& ClaimReader::naming_field(const AssociationClaim& claim) const {
    return claim.own_number.empty() ? m_name : m_id;
}

base::Place ClaimReader::place(const ReadRow& row) const {
    return m_reader.place(row.line, naming_field(row.claim));
}

bool ClaimReader::read(ReadRow& row) {
    while ((m_row = m_reader.next()) != nullptr) {
        for (const auto& [field, key, otherwise] : m_fields) {
            const auto text = m_row->line_view(key, m_scratch[static_cast<std::size_t>(field)]);
            m_input.texts.set(field, text.empty() ? std::string_view{otherwise} : text);
        }
        row.claim = read_association(m_input, m_references, m_places);
        if (!m_row->ok())
            continue;
        row.keys = keys_of(row.claim.said);
        row.where = m_row->where();
        row.line = m_row->line(naming_field(row.claim));
        return true;
    }
    return false;
}

} // namespace ehrenamt::associations
