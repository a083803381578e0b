// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/associations/association.hpp"
#include "ehrenamt/associations/place_finder.hpp"
#include "ehrenamt/associations/references.hpp"
#include "ehrenamt/formats/mapping.hpp"

#include <array>
#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ehrenamt::associations {

/// The fields of an association that a file or a command can give.
enum class AssociationField {
    id,
    name,
    municipality,
    municipality_basis,
    register_court,
    former_court,
    register_number,
    seat,
    street,
    postcode,
    status,
    field,
    kind,
    phone,
    email,
    website,
    source,
    external_id,
    source_date
};
inline constexpr std::size_t k_association_fields =
    static_cast<std::size_t>(AssociationField::source_date) + 1;
/// What is known of each, in the order of AssociationField.
EHRENAMT_API const std::vector<formats::Field>& association_fields();
/// `register_court`
EHRENAMT_API std::string_view key_of(AssociationField field);

/// What was given for each field: one line, trimmed; empty if nothing was.
class AssociationTexts {
  public:
    AssociationTexts() = default;
    /// Asks for the text of each field by its key. \param kept  holds what the texts look at
    EHRENAMT_API AssociationTexts(const std::function<std::string(std::string_view key)>& text,
                                  std::array<std::string, k_association_fields>& kept);

    [[nodiscard]] std::string_view operator[](AssociationField field) const { return m_texts[at(field)]; }
    void set(AssociationField field, std::string_view text) { m_texts[at(field)] = text; }

  private:
    static std::size_t at(AssociationField field) { return static_cast<std::size_t>(field); }
    std::array<std::string_view, k_association_fields> m_texts = {};
};

/// Where the values come from: a row of a file, or the options of a command.
struct AssociationInput {
    AssociationTexts texts;
    std::function<void(std::string_view key, const base::Problem& problem)> refuse;
    std::string source = {}; ///< of all values, unless there is a field `source`
    /// Fields that a column was taken for only because of its heading (Sparte, Art): a value that is none of
    /// theirs is left out, not refused.
    std::vector<AssociationField> guessed = {};
};

/// The basis of a municipality that a list names by its key.
inline constexpr std::string_view k_given_key = "key";

/// What was said about an association. Empty members say nothing.
struct AssociationClaim {
    Association said = {};
    std::string name_key = {};          ///< of its name
    std::string own_number = {};        ///< as written: `17` or `06413000-17`
    std::string place_written = {};     ///< by what the municipality was looked for
    FoundPlace place = {};              ///< how the municipality was found, or why it was not
    bool brought_forward = false;       ///< its key has ended, and the successor's is taken
    bool basis_said = false;            ///< the list says itself how the municipality was derived
    bool number_without_source = false; ///< an external id that cannot be kept
    bool court_outside = false;         ///< the register is kept by a court outside Hesse
    bool court_without_number = false;  ///< a court that is no entry: it only told of the place
    std::vector<std::pair<std::string_view, std::string>> left_out = {}; ///< field, value: see guessed
};

/// Reads every field; what cannot be read is refused at its field and left empty.
/// Rules: those of References and read_register_entry, `association.status`, `association.kind`,
/// `postcode.length`, `postcode.format`, `phone.format`, `email.format`, `website.format`, and those of
/// base::Date.
/// The municipality is the one that is named, by key or name, else what seat, court and postcode tell.
EHRENAMT_API AssociationClaim read_association(const AssociationInput& input, const References& references,
                                               PlaceFinder& places);

} // namespace ehrenamt::associations
