// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/base/api.hpp"
#include "ehrenamt/base/message.hpp"
#include "ehrenamt/base/result.hpp"
#include "ehrenamt/formats/csv.hpp"
#include "ehrenamt/formats/verdict.hpp"

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ehrenamt::formats {

/// One thing that an import knows how to take from a file.
struct Field {
    std::string_view key;                        ///< ASCII snake_case; also a heading by itself
    bool required = false;                       ///< there must be a column, and every row must fill it
    std::vector<std::string_view> synonyms = {}; ///< headings that mean it, German and English
    base::MessageId help = {};
    /// Headings that mean it if no other does, in this order; if the key is among them, it counts no more.
    std::vector<std::string_view> weaker = {};
};

/// What a user says about the columns of a file.
struct MappingChoice {
    std::string source = {};                         ///< stored as the source of each row, may be empty
    std::map<std::string, std::string> columns = {}; ///< field → heading
    std::map<std::string, std::map<std::string, std::string>> values = {}; ///< field → as written → as meant
    std::vector<std::string> ignored = {};    ///< headings that are known and not wanted
    std::vector<std::string> overridden = {}; ///< fields whose column add_override gave
    bool exhaustive = false; ///< from a mapping file: fields that it does not name are not guessed
};

/// Reads a mapping file (TOML: `source`, `[columns]`, `[values.FIELD]`, `[ignore] columns`).
/// \param file name for messages
/// \throws base::Rejected with `mapping.syntax` or `mapping.unknown_key`
EHRENAMT_API MappingChoice read_mapping(std::string_view toml, const std::string& file);

/// Adds `field=column of the file`, as a user gives it on the command line; it beats the mapping file.
/// Rule: `mapping.syntax`.
EHRENAMT_API std::optional<base::Problem> add_override(MappingChoice& choice, std::string_view assignment);

/// How two headings are compared: case, diacritics (ü = ue = u), spaces and punctuation make no difference.
EHRENAMT_API std::string heading_key(std::string_view heading);

/// A field, by its name or, once looked up, by its number.
class FieldKey {
  public:
    FieldKey(std::string_view name) : m_name{name} {}   // NOLINT: implicit on purpose
    FieldKey(const char* name) : m_name{name} {}        // NOLINT: implicit on purpose
    FieldKey(const std::string& name) : m_name{name} {} // NOLINT: implicit on purpose
    [[nodiscard]] std::string_view name() const { return m_name; }

  private:
    friend class ColumnMapping;
    static constexpr std::size_t k_unknown = static_cast<std::size_t>(-1);
    std::string_view m_name;
    std::size_t m_number = k_unknown;
};

/// Which column of a file holds which field.
class EHRENAMT_API ColumnMapping {
  public:
    /// By the user's choice, else by the headings' names; adds what does not fit to `problems`, each naming
    /// the headings that were found. Rules: `mapping.unknown_field`, `mapping.column_missing`,
    /// `mapping.ambiguous`, `mapping.required`, `mapping.column_twice`.
    ColumnMapping(const std::vector<Field>& fields, const std::vector<std::string>& header,
                  const std::string& file, MappingChoice choice, std::vector<base::Problem>& problems);
    ColumnMapping(ColumnMapping&&) = default;
    ColumnMapping(const ColumnMapping&) = delete; // points into itself

    [[nodiscard]] std::optional<std::size_t> column(const FieldKey& field) const;
    /// The field with its number, by which it is found without comparing names; lives as long as this.
    [[nodiscard]] FieldKey key_of(std::string_view name) const;
    /// The field's cell without surrounding space, or what the mapping file says that it means; empty if
    /// there is no column for it.
    [[nodiscard]] std::string_view text(const FieldKey& field, const std::vector<CsvCell>& cells) const;
    [[nodiscard]] const std::string& source() const { return m_choice.source; }
    /// What each column of the file is taken for and why, in their order.
    [[nodiscard]] const std::vector<ColumnVerdict>& columns() const { return m_columns; }
    /// Headings that nothing takes and that are not ignored on purpose: worth a notice.
    [[nodiscard]] std::vector<std::string> unused() const;

  private:
    struct Taken {
        std::string field;
        std::optional<std::size_t> column = {};
        const std::map<std::string, std::string>* values = nullptr;
    };
    struct Check;
    void explain(const Check& check);
    [[nodiscard]] const Taken* taken(const FieldKey& field) const {
        return field.m_number < m_taken.size() ? &m_taken[field.m_number] : named(field.name());
    }
    [[nodiscard]] const Taken* named(std::string_view name) const;

    MappingChoice m_choice;
    std::vector<Taken> m_taken;
    std::vector<ColumnVerdict> m_columns;
};

/// Columns that a rejects file adds in front; an import passes over them.
inline constexpr std::string_view k_reject_line_heading = "_zeile";
inline constexpr std::string_view k_reject_reason_heading = "_grund";

} // namespace ehrenamt::formats
