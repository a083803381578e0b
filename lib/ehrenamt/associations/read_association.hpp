// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/associations/association.hpp"
#include "ehrenamt/associations/place_finder.hpp"
#include "ehrenamt/associations/references.hpp"
#include "ehrenamt/formats/mapping.hpp"

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
/// What is known of each, in the order of AssociationField.
EHRENAMT_API const std::vector<formats::Field>& association_fields();
/// `register_court`
EHRENAMT_API std::string_view key_of(AssociationField field);

/// Where the values come from: a row of a file, or the options of a command.
struct AssociationInput {
    /// One line, trimmed; empty if not given. `scratch` holds it where nothing else does.
    std::function<std::string_view(AssociationField field, std::string& scratch)> text;
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
