// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/associations/read_association.hpp"

#include "ehrenamt/associations/directory.hpp"
#include "ehrenamt/associations/register_entry.hpp"
#include "ehrenamt/base/text.hpp"
#include "ehrenamt/formats/import.hpp"

#include <algorithm>

namespace ehrenamt::associations {
namespace {

using base::message;
using base::Problem;
using formats::Choice;
using Field = AssociationField;

const std::vector<Choice>& kinds() {
    static const std::vector<Choice> k_kinds = {
        {"registered_association", {"Verein", "eingetragener Verein", "e.V.", "eV", "Verein (e.V.)"}},
        {"initiative", {"Initiative", "nicht eingetragener Verein", "nicht rechtsfähiger Verein"}},
        {"fire_brigade", {"Feuerwehr", "Freiwillige Feuerwehr"}},
        {"carrier", {"Träger", "Verband", "Kirchengemeinde"}},
        {"other", {"sonstige", "andere"}},
    };
    return k_kinds;
}

const std::vector<Choice>& statuses() {
    static const std::vector<Choice> k_statuses = {
        {"active", {"registered", "eingetragen", "aktiv", "aktuell", "bestehend", "currently registered"}},
        {"deleted",
         {"gelöscht", "aufgelöst", "erloschen", "nicht mehr aktiv", "inaktiv", "registration deleted"}},
    };
    return k_statuses;
}

/// Reads one field after the other and refuses what it cannot read.
struct Reading {
    const AssociationInput& input;
    AssociationClaim& claim;

    [[nodiscard]] std::string_view text(Field field) const { return input.texts[field]; }

    template <class Parse>
    [[nodiscard]] auto value(Field field, Parse parse) const
        -> std::optional<std::remove_cvref_t<decltype(*parse(std::string_view{}))>> {
        const auto cell = text(field);
        if (cell.empty())
            return std::nullopt;
        auto result = parse(cell);
        if (result)
            return *std::move(result);
        if (std::find(input.guessed.begin(), input.guessed.end(), field) != input.guessed.end())
            claim.left_out.emplace_back(key_of(field), cell);
        else
            input.refuse(key_of(field), result.problem());
        return std::nullopt;
    }

    [[nodiscard]] std::string choice(Field field, const char* rule,
                                     const std::vector<Choice>& choices) const {
        const auto parse = [&](std::string_view cell) -> base::Result<std::string> {
            if (const auto* found = formats::find_choice(choices, cell))
                return std::string{found->key};
            return Problem{
                rule, message("'{0}' is not one of {1}", base::printable(cell), formats::keys_of(choices))};
        };
        return value(field, parse).value_or(std::string{});
    }
};

base::Result<std::string> email(std::string_view text) {
    const auto at = text.find('@');
    const bool plausible = at != text.npos && at > 0 && at + 1 < text.size() && text.find(' ') == text.npos &&
                           text.find('@', at + 1) == text.npos;
    if (plausible)
        return std::string{text};
    return Problem{"email.format", message("'{0}' is not an e-mail address", base::printable(text))};
}

/// Five digits, as text; a country's letters in front (D-63065) say nothing more.
base::Result<std::string> postcode(std::string_view text) {
    auto digits = text;
    for (const std::string_view country : {"DE-", "D-", "DE ", "D "})
        if (digits.starts_with(country)) {
            digits = base::trimmed(digits.substr(country.size()));
            break;
        }
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    const bool all_digits = std::all_of(digits.begin(), digits.end(), is_digit);
    if (all_digits && digits.size() == 5)
        return std::string{digits};
    if (all_digits && digits.size() == 4)
        return Problem{
            "postcode.length",
            message("'{0}' has 4 digits, a postcode has 5; a spreadsheet has taken the 0 in front away: "
                    "format the column as text",
                    digits)};
    return Problem{"postcode.format",
                   message("'{0}' is not a postcode; expected 5 digits", base::printable(text))};
}

/// As it is written; only what a spreadsheet has made a number of (4,96987E+11) is no number any more.
base::Result<std::string> phone(std::string_view text) {
    const auto digits = std::count_if(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
    const bool rounded = text.find("E+") != text.npos;
    if (digits >= 3 && !rounded)
        return std::string{text};
    return Problem{"phone.format", message("'{0}' is not a telephone number", base::printable(text))};
}

base::Result<std::string> website(std::string_view text) {
    const auto dot = text.find('.');
    const bool plausible = dot != text.npos && dot > 0 && dot + 1 < text.size() &&
                           text.find(' ') == text.npos && text.find('@') == text.npos;
    if (plausible)
        return std::string{text};
    return Problem{"website.format", message("'{0}' is not the address of a website", base::printable(text))};
}

void read_register_entry(const Reading& reading, const References& references) {
    auto& said = reading.claim.said;
    auto entry =
        register_entry(reading.text(Field::register_court), reading.text(Field::register_number), references);
    for (const auto& [field, problem] : entry.problems)
        reading.input.refuse(field, problem);
    said.register_court = std::move(entry.court);
    said.register_number = std::move(entry.number);
    reading.claim.court_outside = !said.register_court.empty() && !references.in_hesse(said.register_court);
    said.former_court = reading.text(Field::former_court);
    if (said.former_court.empty())
        return;
    // Courts that are long closed have codes that no list of today holds.
    if (auto code = references.find_court(said.former_court))
        said.former_court = *std::move(code);
}

/// Lists often name the court of all their rows, and a number where there is one.
void leave_court_without_number_out(AssociationClaim& claim) {
    auto& said = claim.said;
    if (said.register_court.empty() || !said.register_number.empty())
        return;
    said.register_court = said.former_court = {};
    claim.court_outside = false;
    claim.court_without_number = true;
}

/// `Aschaffenburger Str. 12, 63073 Offenbach` → street, postcode and place, where no other cell says these.
void take_address_apart(Association& said) {
    const std::string_view text = said.street;
    constexpr std::size_t k_digits = 5;
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    for (std::size_t at = 0; at + k_digits + 1 < text.size(); ++at) {
        const auto digits = text.substr(at, k_digits);
        const bool begins = at == 0 || text[at - 1] == ' ' || text[at - 1] == ',' || text[at - 1] == '-';
        if (!begins || text[at + k_digits] != ' ' || !std::all_of(digits.begin(), digits.end(), is_digit))
            continue;
        auto street = base::trimmed(text.substr(0, at));
        for (const std::string_view end : {"D-", "DE-", ",", ";"})
            if (street.ends_with(end))
                street = base::trimmed(street.substr(0, street.size() - end.size()));
        std::string rest{street.ends_with(',') ? base::trimmed(street.substr(0, street.size() - 1)) : street};
        said.postcode = digits;
        said.seat = base::trimmed(text.substr(at + k_digits));
        said.street = std::move(rest);
        return;
    }
}

bool has_letter(std::string_view text) {
    return std::any_of(text.begin(), text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
    });
}

/// The municipality as it is given, by its key or its name, else as the rest of the row tells it.
void read_municipality(const Reading& reading, const References& references, PlaceFinder& places) {
    auto& claim = reading.claim;
    auto& said = claim.said;
    const auto given = reading.text(Field::municipality);
    if (!given.empty() && !has_letter(given)) {
        const auto placed =
            reading.value(Field::municipality, [&](auto text) { return references.municipality(text); });
        if (!placed)
            return;
        claim.place.state = placed->today ? FoundPlace::State::found : FoundPlace::State::outside;
        claim.brought_forward = placed->brought_forward;
        said.municipality = placed->today;
        said.municipality_basis = reading.text(Field::municipality_basis);
        claim.basis_said = !said.municipality_basis.empty();
        if (placed->today && !claim.basis_said)
            said.municipality_basis = k_given_key;
        return;
    }
    claim.place_written = given.empty() ? std::string_view{said.seat} : given;
    claim.place = places.find(claim.place_written, said.register_court, said.postcode);
    // The court follows from the seat: under one elsewhere a name alone means its namesake there.
    if (claim.court_outside && said.postcode.empty() && claim.place.state != FoundPlace::State::not_said)
        claim.place = {FoundPlace::State::outside};
    said.municipality = claim.place.municipality;
    said.municipality_basis = claim.place.basis;
}

} // namespace

AssociationClaim read_association(const AssociationInput& input, const References& references,
                                  PlaceFinder& places) {
    AssociationClaim claim;
    const Reading reading{input, claim};
    auto& said = claim.said;
    claim.own_number = reading.text(Field::id);
    said.name = reading.text(Field::name);
    claim.name_key = name_key(said.name);
    said.seat = reading.text(Field::seat);
    said.kind = reading.choice(Field::kind, "association.kind", kinds());
    said.status = reading.choice(Field::status, "association.status", statuses());
    said.postcode = reading.value(Field::postcode, postcode).value_or(std::string{});
    said.street = reading.text(Field::street);
    if (said.seat.empty() && reading.text(Field::postcode).empty())
        take_address_apart(said);
    read_register_entry(reading, references);
    read_municipality(reading, references, places);
    leave_court_without_number_out(claim);
    said.field = reading.value(Field::field, [&](auto text) { return references.field(text); })
                     .value_or(std::string{});
    said.phone = reading.value(Field::phone, phone).value_or(std::string{});
    said.email = reading.value(Field::email, email).value_or(std::string{});
    said.website = reading.value(Field::website, website).value_or(std::string{});
    said.source_date = reading.value(Field::source_date, base::Date::parse);
    said.external_id = reading.text(Field::external_id);
    said.source = reading.text(Field::source);
    if (said.source.empty())
        said.source = input.source;
    claim.number_without_source = !said.external_id.empty() && said.source.empty();
    if (said.external_id.empty() || said.source.empty())
        said.external_id = said.source = {};
    return claim;
}

} // namespace ehrenamt::associations
