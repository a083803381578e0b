// SPDX-License-Identifier: EUPL-1.2
#include "cli/words.hpp"

#include <nlohmann/json.hpp>

#include <map>

namespace ehrenamt::cli {
namespace {

using base::_m;
using Words = std::map<std::string_view, base::MessageId>;

const Words k_keys = {
    {"accepted", _m("accepted")},
    {"active", _m("active")},
    {"announced", _m("announced")},
    {"association", _m("association")},
    {"attended", _m("attended")},
    {"cancelled", _m("cancelled")},
    {"confirmed", _m("confirmed")},
    {"draw", _m("draw")},
    {"given_together", _m("given out together")},
    {"late", _m("after the measure began")},
    {"measure_cancelled", _m("the measure is cancelled")},
    {"moved_up", _m("moved up")},
    {"no_place", _m("all places taken")},
    {"no_show", _m("no-show")},
    {"not_served_first", _m("associations not served yet first")},
    {"overbooked", _m("beyond the places")},
    {"place_free", _m("a place was free")},
    {"priority", _m("priority")},
    {"receipt", _m("receipt")},
    {"received", _m("received")},
    {"registered", _m("registered")},
    {"waiting", _m("waiting")},
    {"carrier", _m("carrier")},
    {"collective", _m("collective application")},
    {"county", _m("county")},
    {"deleted", _m("deleted")},
    {"draft", _m("draft")},
    {"fire_brigade", _m("fire brigade")},
    {"general", _m("general")},
    {"full", _m("in full")},
    {"granted", _m("granted")},
    {"held", _m("held")},
    {"in_application", _m("in an application")},
    {"initiative", _m("initiative")},
    {"limit", _m("time limit reached")},
    {"municipality_without_contact_point", _m("municipality without a contact point")},
    {"optimal", _m("optimal")},
    {"other", _m("other")},
    {"planned", _m("planned")},
    {"proven", _m("proven")},
    {"public", _m("public holiday")},
    {"registered_association", _m("registered association")},
    {"partial", _m("in part")},
    {"rejected", _m("rejected")},
    {"requested", _m("requested")},
    {"running", _m("running")},
    {"school", _m("school holidays")},
    {"settled", _m("settled")},
    {"specific", _m("specific")},
    {"submitted", _m("submitted")},
    {"town", _m("town or municipality")},
};

const Words k_municipality_bases = {
    {"district", _m("part of the municipality")},
    {"former_name", _m("former name")},
    {"name", _m("name")},
    {"name_and_court", _m("name and register court")},
    {"postcode", _m("postcode")},
    {"postcode_and_place", _m("postcode and place")},
    {"spelling", _m("known spelling")},
};

const Words k_counts = {
    {"application_measures", _m("measures applied for")},
    {"applications_changed", _m("changed applications")},
    {"applications_new", _m("new applications")},
    {"applications_submitted", _m("submitted applications")},
    {"attendance_entries", _m("attendance entries")},
    {"associations_changed", _m("changed associations")},
    {"associations_new", _m("new associations")},
    {"certificates_new", _m("new certificates")},
    {"certificates_revoked", _m("revoked certificates")},
    {"charitable_purposes", _m("charitable purposes")},
    {"courses_changed", _m("changed courses")},
    {"courses_gone", _m("courses taken away")},
    {"courses_new", _m("new courses")},
    {"courts", _m("courts")},
    {"decisions_new", _m("new decisions")},
    {"districts", _m("districts")},
    {"drawdowns_new", _m("new drawdowns")},
    {"engagement_fields", _m("fields of engagement")},
    {"feedback_new", _m("new feedback forms")},
    {"enrolments_attended", _m("attended")},
    {"enrolments_cancelled", _m("cancelled enrolments")},
    {"enrolments_confirmed", _m("confirmed enrolments")},
    {"enrolments_late", _m("late enrolments")},
    {"enrolments_moved_up", _m("moved up from a waiting list")},
    {"enrolments_new", _m("new enrolments")},
    {"enrolments_no_show", _m("no-shows")},
    {"enrolments_overbooked", _m("enrolments beyond the places")},
    {"enrolments_waiting", _m("enrolments on a waiting list")},
    {"former_municipalities", _m("former municipalities")},
    {"known_contact_points", _m("known contact points")},
    {"measures_cancelled", _m("cancelled measures")},
    {"measures_changed", _m("changed measures")},
    {"measures_new", _m("new measures")},
    {"municipalities", _m("municipalities")},
    {"municipality_changes", _m("changes of municipalities")},
    {"needs_changed", _m("changed needs")},
    {"needs_new", _m("new needs")},
    {"place_spellings", _m("spellings of places")},
    {"payouts_new", _m("payouts that came")},
    {"postcodes", _m("postcodes")},
    {"programmes_adopted", _m("adopted programmes")},
    {"programmes_new", _m("new programmes")},
    {"public_holidays", _m("public holidays")},
    {"receipts_new", _m("new receipts")},
    {"receipts_reversed", _m("receipts taken back")},
    {"register_courts", _m("register courts")},
    {"responses_new", _m("new answers")},
    {"rounds_new", _m("new survey rounds")},
    {"rule_files", _m("sets of rules")},
    {"school_holidays", _m("school holidays")},
    {"tax_offices", _m("tax offices")},
    {"topics", _m("topics")},
    {"trainers_changed", _m("changed trainers")},
    {"trainers_new", _m("new trainers")},
    {"undone_change_set", _m("undone change set")},
    {"venues_changed", _m("changed venues")},
    {"venues_new", _m("new venues")},
};

} // namespace

Cell key_in_words(std::string_view key) {
    const auto word = k_keys.find(key);
    return word == k_keys.end() ? Cell{std::string{key}} : Cell{word->second};
}

std::string_view municipality_basis_in_words(std::string_view basis, const Catalogue& catalogue) {
    const auto word = k_municipality_bases.find(basis);
    return word == k_municipality_bases.end() ? basis : catalogue.text(word->second);
}

base::Argument count_in_words(std::string_view what) {
    const auto word = k_counts.find(what);
    return word == k_counts.end() ? base::arg(what) : base::arg(word->second);
}

std::string counts_in_words(const nlohmann::ordered_json& counts, const Catalogue& catalogue,
                            std::size_t most) {
    std::string text;
    std::size_t shown = 0;
    for (const auto& [what, how_many] : counts.items()) {
        const auto number = how_many.get<std::int64_t>();
        if (number == 0)
            continue;
        if (++shown > most)
            return text + ", …";
        text += (text.empty() ? "" : ", ") +
                catalogue.text(base::Message{"{0} {1}", {count_in_words(what), base::arg(number)}});
    }
    return text;
}

} // namespace ehrenamt::cli
