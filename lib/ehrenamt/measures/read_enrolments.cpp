// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/associations/contact_points.hpp"
#include "ehrenamt/associations/directory.hpp"
#include "ehrenamt/base/text.hpp"
#include "ehrenamt/measures/enrolments.hpp"
#include "ehrenamt/measures/identity_of_persons.hpp"
#include "ehrenamt/measures/instant.hpp"
#include "ehrenamt/needs/responses.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

namespace ehrenamt::measures {
namespace {

using base::message;
using base::Problem;

std::string small_letters(std::string_view text) {
    std::string small{text};
    for (auto& c : small)
        if (c >= 'A' && c <= 'Z')
            c = static_cast<char>(c - 'A' + 'a');
    return small;
}

/// Somebody who is enrolled, or stood further up in the file.
struct Seen {
    PersonTraits traits;
    std::string written; ///< the name as it was written
    EnrolmentId enrolment;
    std::size_t line = 0; ///< 0: in the store
};

/// One measure and everybody who is in it, found by name and by address.
class Roll {
  public:
    Roll(const store::Store& store, domain::MeasureId id) : m_measure{*read_measure(store, id)} {
        SQLite::Statement query{store.db(), R"(
            SELECT e.id, p.name, ifnull(p.email, ''), e.association, ifnull(e.organisation, '')
            FROM enrolment e JOIN person p ON p.id = e.person WHERE e.measure = ? AND e.state <> 'cancelled')"};
        query.bind(1, id.value);
        while (query.executeStep()) {
            const auto association = query.getColumn(3);
            add({{person_key(query.getColumn(1).getString()), small_letters(query.getColumn(2).getString()),
                  association.isNull() ? associations::name_key(query.getColumn(4).getString())
                                       : "#" + std::to_string(association.getInt64())},
                 query.getColumn(1).getString(),
                 {query.getColumn(0).getInt64()}});
        }
    }
    [[nodiscard]] const Measure& measure() const { return m_measure; }
    void add(Seen seen) {
        const auto at = m_seen.size();
        m_by_name.emplace(seen.traits.name_key, at);
        if (!seen.traits.email.empty())
            m_by_email.emplace(seen.traits.email, at);
        m_seen.push_back(std::move(seen));
    }
    /// The one most like this one, and how much.
    [[nodiscard]] std::pair<const Seen*, Sameness> most_like(const PersonTraits& traits) const {
        std::pair<const Seen*, Sameness> best{nullptr, Sameness::different};
        const auto look = [&](const std::multimap<std::string, std::size_t>& index, const std::string& key) {
            const auto [first, last] = index.equal_range(key);
            for (auto at = first; at != last; ++at)
                if (const auto sameness = compare(traits, m_seen[at->second].traits); sameness > best.second)
                    best = {&m_seen[at->second], sameness};
        };
        look(m_by_name, traits.name_key);
        if (!traits.email.empty())
            look(m_by_email, traits.email);
        return best;
    }

  private:
    Measure m_measure;
    std::vector<Seen> m_seen;
    std::multimap<std::string, std::size_t> m_by_name, m_by_email;
};

class EnrolmentReader {
  public:
    EnrolmentReader(const store::Store& store, formats::ImportReader& import,
                    const EnrolmentDefaults& defaults)
        : m_store{store},
          m_import{import},
          m_defaults{defaults},
          m_legal_basis{associations::own_contact_point(store).legal_basis} {}

    void read(formats::Row& row, std::vector<EnrolmentClaim>& claims) {
        m_good = true;
        EnrolmentClaim claim;
        claim.position = ++m_position;
        auto* const roll = roll_of(row);
        read_person(row, claim);
        read_organisation(row, claim);
        claim.received_at = row.value("received_at", parse_instant).value_or(m_defaults.received_at);
        if (claim.received_at.substr(0, claim.received_at.find('T')) > m_defaults.today.iso())
            row.refuse("received_at", "enrol.future",
                       message("this is later than today, {0}", m_defaults.today));
        claim.priority = row.integer("priority", 1, 3).value_or(2);
        read_consent(row, claim);
        claim.dietary = row.line_of_text("dietary");
        claim.accessibility = row.line_of_text("accessibility");
        if (roll == nullptr || !row.ok() || !m_good)
            return;
        claim.measure = roll->measure().id;
        claim.late = m_defaults.today >= roll->measure().first_day();
        recognise(row, claim, *roll);
        if (m_good)
            claims.push_back(std::move(claim));
    }

  private:
    /// A problem at a cell that may hold what is nobody's business: without its text.
    void refuse_unseen(const formats::Row& row, std::string_view field, Problem problem) {
        problem.place = row.place(field);
        m_import.reject(row.where(), std::move(problem));
        m_good = false;
    }

    Roll* roll_of(formats::Row& row) {
        const auto named =
            row.value("measure", [&](std::string_view text) { return find_measure(m_store, text); });
        const auto id = named ? named : m_defaults.measure;
        if (!id) {
            if (row.text("measure").empty())
                row.refuse("measure", "field.blank", message("name the measure, here or with --measure"));
            return nullptr;
        }
        auto found = m_rolls.find(*id);
        if (found == m_rolls.end())
            found = m_rolls.emplace(*id, Roll{m_store, *id}).first;
        const auto& measure = found->second.measure();
        if (measure.is_closed())
            row.refuse("measure", "enrol.closed",
                       message("measure {0} takes nobody any more: it is {1}",
                               m_store.origin().shown(id->value), state_word(measure.state)));
        else if (m_defaults.today > measure.last_day())
            row.refuse("measure", "enrol.over",
                       message("measure {0} ended on {1}; who was there all the same is entered with the "
                               "attendance: ehrenamt record-attendance --enrol-late",
                               m_store.origin().shown(id->value), measure.last_day()));
        return &found->second;
    }

    void read_person(formats::Row& row, EnrolmentClaim& claim) {
        auto written = std::string{row.text("name")};
        const char* field = "name";
        if (written.empty()) {
            const std::string last{row.text("last_name")};
            const std::string first{row.text("first_name")};
            if (row.place("name").column == 0)
                field = "last_name";
            written = last.empty() || first.empty() ? std::string{} : last + ", " + first;
        }
        if (written.empty()) {
            refuse_unseen(
                row, field,
                {"field.blank", message("the name is missing: in one column, or first and last name")});
        } else if (auto name = parse_person_name(one_line(written))) {
            claim.name = *std::move(name);
        } else {
            refuse_unseen(row, field, name.problem());
        }
        if (const auto text = row.text("email"); !text.empty()) {
            if (auto email = parse_email(text))
                claim.email = *std::move(email);
            else
                refuse_unseen(row, "email", email.problem());
        }
        const auto phone = row.line_of_text("phone");
        if (base::find_control(phone) != phone.npos)
            refuse_unseen(row, "phone",
                          {"person.characters", message("the number holds control characters")});
        claim.phone = phone;
    }

    /// Line breaks and runs of space as one space; what a name cannot have stays, to be refused.
    static std::string one_line(std::string_view text) {
        std::string line;
        for (const char c : text)
            if (c != ' ' && c != '\n' && c != '\t')
                line += c;
            else if (!line.ends_with(' '))
                line += ' ';
        return line;
    }

    void read_organisation(formats::Row& row, EnrolmentClaim& claim) {
        const auto text = row.line_of_text("organisation");
        if (text.empty())
            return;
        auto& known = m_organisations[text];
        if (!known)
            known = needs::find_association(m_store, text);
        if (*known)
            claim.association = **known;
        else if (known->problem().rule == "association.ambiguous")
            row.refuse("organisation", known->problem().rule, known->problem().message);
        else
            claim.organisation = text;
    }

    void read_consent(formats::Row& row, EnrolmentClaim& claim) {
        claim.legal_basis = row.line_of_text("legal_basis");
        if (claim.legal_basis.empty())
            claim.legal_basis = m_legal_basis;
        const auto text = row.text("consent");
        if (text.empty() || formats::find_choice(formats::no_or_yes(), text) != nullptr) {
            const auto answer = row.choice("consent", formats::no_or_yes());
            if (answer.value_or(0) == 1)
                claim.consent_on =
                    *base::Date::parse(claim.received_at.substr(0, claim.received_at.find('T')));
        } else {
            claim.consent_on = row.date("consent");
        }
        if (!claim.consent_on && claim.legal_basis.find("lit. a") != claim.legal_basis.npos && row.ok())
            row.refuse(
                "consent", "enrol.consent",
                message("data kept by consent ({0}) need the consent: yes, or its day", claim.legal_basis));
    }

    void recognise(formats::Row& row, EnrolmentClaim& claim, Roll& roll) {
        const PersonTraits traits{person_key(claim.name), small_letters(claim.email),
                                  claim.association ? "#" + std::to_string(claim.association->value)
                                                    : associations::name_key(claim.organisation)};
        const auto answer = row.choice("another_person", formats::no_or_yes());
        const bool another = m_defaults.another_person || answer.value_or(0) == 1;
        const auto [seen, sameness] = roll.most_like(traits);
        const auto* const field = row.text("name").empty() ? "last_name" : "name";
        if (sameness == Sameness::different || another) {
            roll.add({traits, claim.name, {}, row.line()});
        } else if (seen->line > 0) {
            refuse_unseen(
                row, field,
                {"enrol.twice",
                 message("this seems to be the person in {0} {1}; leave one out, or, if it is somebody else, "
                         "write yes in a column another_person",
                         row.line_word(), seen->line)});
        } else if (seen->traits == traits && seen->written == claim.name) {
            claim.known = seen->enrolment;
        } else {
            refuse_unseen(
                row, field,
                {"enrol.known",
                 message("this seems to be the person of enrolment {0}, written differently; if it is "
                         "somebody else: --another-person, or yes in a column of that name",
                         m_store.origin().shown(seen->enrolment.value))});
        }
    }

    const store::Store& m_store;
    formats::ImportReader& m_import;
    const EnrolmentDefaults& m_defaults;
    std::string m_legal_basis;
    std::map<domain::MeasureId, Roll> m_rolls;
    std::map<std::string, std::optional<base::Result<domain::AssociationId>>> m_organisations;
    std::int64_t m_position = 0;
    bool m_good = true;
};

} // namespace

const std::vector<formats::Field>& enrolment_fields() {
    using base::_m;
    static const std::vector<formats::Field> k_fields = {
        {"measure",
         false,
         {"massnahme", "kurs", "kurs_nr", "kursnummer", "veranstaltung", "course"},
         _m("number of the measure or of its course")},
        {"name",
         false,
         {"vor_und_nachname", "vorname_und_nachname", "nachname_vorname", "name_vorname", "ihr_name",
          "teilnehmer", "teilnehmerin", "teilnehmende", "teilnehmende_person", "person", "full_name"},
         _m("name of the person")},
        {"first_name", false, {"vorname"}, _m("first name, if it stands apart")},
        {"last_name", false, {"nachname", "familienname", "surname"}, _m("last name, if it stands apart")},
        {"organisation",
         false,
         {"verein", "initiative", "einrichtung", "traeger", "organization", "association", "ihr_verein"},
         _m("association of the register (number or name), or another organisation")},
        {"email", false, {"e_mail", "mail", "e_mail_adresse", "email_address"}, _m("e-mail address")},
        {"phone", false, {"telefon", "tel", "telefonnummer", "mobil", "handy"}, _m("phone number")},
        {"received_at",
         false,
         {"eingang", "eingegangen_am", "eingangsdatum", "zeitstempel", "timestamp", "submitdate",
          "anmeldedatum", "angemeldet_am", "received"},
         _m("when it was received; else now")},
        {"priority", false, {"prioritaet", "dringlichkeit"}, _m("1 (most urgent) to 3; else 2")},
        {"consent",
         false,
         {"einwilligung", "datenschutz", "datenschutzerklaerung", "einverstaendnis"},
         _m("consent to keeping the data: yes, or its day")},
        {"legal_basis", false, {"rechtsgrundlage"}, _m("legal basis; else the contact point's")},
        {"dietary",
         false,
         {"ernaehrung", "essen", "verpflegung", "allergien", "unvertraeglichkeiten"},
         _m("dietary needs; kept apart")},
        {"accessibility",
         false,
         {"barrierefreiheit", "unterstuetzungsbedarf", "unterstuetzung"},
         _m("accessibility needs; kept apart")},
        {"another_person", false, {"andere_person"}, _m("yes: not the person of the same name")},
    };
    return k_fields;
}

std::vector<EnrolmentClaim> read_enrolments(const store::Store& store, formats::ImportReader& import,
                                            const EnrolmentDefaults& defaults) {
    EnrolmentReader reader{store, import, defaults};
    std::vector<EnrolmentClaim> claims;
    while (auto* row = import.next())
        reader.read(*row, claims);
    return claims;
}

} // namespace ehrenamt::measures
