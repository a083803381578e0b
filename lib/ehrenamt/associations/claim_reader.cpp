// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/associations/claim_reader.hpp"

#include <system_error>
#include <utility>

namespace ehrenamt::associations {
namespace {

constexpr std::size_t k_rows = 1024; ///< of a batch

} // namespace

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
              reader.mapping().source()} {
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

ClaimReader::~ClaimReader() {
    if (m_reading.valid())
        m_reading.wait();
}

const formats::FieldKey& ClaimReader::naming_field(const AssociationClaim& claim) const {
    return claim.own_number.empty() ? m_name : m_id;
}

base::Place ClaimReader::place(const ReadRow& row) const {
    return m_reader.place(row.line, naming_field(row.claim));
}

void ClaimReader::read(Batch& batch) {
    batch.count = 0;
    for (std::size_t i = 0; i < k_rows; ++i) {
        m_row = m_reader.next();
        batch.last = m_row == nullptr;
        if (batch.last)
            return;
        for (const auto& [field, key, otherwise] : m_fields) {
            const auto text = m_row->line_view(key, m_scratch[static_cast<std::size_t>(field)]);
            m_input.texts.set(field, text.empty() ? std::string_view{otherwise} : text);
        }
        if (batch.count == batch.rows.size())
            batch.rows.emplace_back();
        auto& row = batch.rows[batch.count];
        row.claim = read_association(m_input, m_references, m_places);
        if (!m_row->ok())
            continue;
        row.keys = keys_of(row.claim.said);
        row.where = m_row->where();
        row.line = m_row->line(naming_field(row.claim));
        ++batch.count;
    }
}

std::future<void> ClaimReader::reading(Batch& batch) {
    const auto work = [this, &batch] { read(batch); };
    try {
        return std::async(std::launch::async, work);
    } catch (const std::system_error&) { // no thread to be had: the same later, in this one
        return std::async(std::launch::deferred, work);
    }
}

bool ClaimReader::next(std::span<ReadRow>& rows, const std::function<void()>& between) {
    if (!m_begun)
        m_reading = reading(*m_ahead);
    m_begun = true;
    if (!m_reading.valid())
        return false;
    m_reading.get();
    between();
    auto& batch = *m_ahead;
    m_ahead = m_ahead == &m_batches[0] ? &m_batches[1] : &m_batches[0];
    if (!batch.last)
        m_reading = reading(*m_ahead);
    rows = {batch.rows.data(), batch.count};
    return true;
}

} // namespace ehrenamt::associations
