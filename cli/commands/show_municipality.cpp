// SPDX-License-Identifier: EUPL-1.2
#include "cli/commands/show_municipality.hpp"

#include "ehrenamt/associations/neighbourhood.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>

namespace ehrenamt::cli {
namespace {

using associations::Municipalities;
using associations::Municipality;
using associations::MunicipalityChange;
using associations::ServingPoint;
using base::_m;
using base::message;

constexpr std::size_t k_neighbours = 8;

Cell day_cell(const std::optional<base::Date>& day) {
    return day ? Cell{*day} : Cell{};
}

/// Where a key stands in a change: what it became, or what became it.
std::vector<const MunicipalityChange*> changes_of(const Municipalities& all, const domain::Ags& ags) {
    std::vector<const MunicipalityChange*> found;
    for (const auto& change : all.changes())
        if (change.old_ags == ags.text() || change.new_ags == ags.text())
            found.push_back(&change);
    return found;
}

std::string successor_of(const std::vector<const MunicipalityChange*>& changes, const domain::Ags& ags) {
    const auto next = std::find_if(changes.begin(), changes.end(), [&](const auto* change) {
        return change->old_ags == ags.text() && !change->renames_only();
    });
    return next == changes.end() ? std::string{} : (*next)->new_ags;
}

/// The same columns as `list municipalities`.
Table facts(const Municipalities& all, const Municipality& one, const std::string& successor) {
    Table record{{{"ags", _m("key")},
                  {"name", _m("name")},
                  {"kind", _m("kind")},
                  {"district", _m("district")},
                  {"inhabitants", _m("inhabitants")},
                  {"valid_from", _m("valid from")},
                  {"valid_to", _m("valid to")},
                  {"successor", _m("successor")}}};
    const auto district = all.district_title(one.district);
    record.rows.push_back({one.ags.text(), one.name, one.kind, district.empty() ? Cell{} : Cell{district},
                           one.inhabitants ? Cell{*one.inhabitants} : Cell{}, day_cell(one.valid_from),
                           day_cell(one.valid_to), successor.empty() ? Cell{} : Cell{successor}});
    return record;
}

base::Message change_line(const MunicipalityChange& change) {
    const auto day = base::Date::parse(change.day);
    const auto when = day ? base::arg(*day) : base::arg(change.day);
    if (change.planned)
        return message("planned for {0}: {1} ({2}) becomes {3} ({4}); {5}", when, change.old_name,
                       change.old_ags, change.new_name, change.new_ags, change.kind);
    return message("{0}: {1} ({2}) became {3} ({4}); {5}", when, change.old_name, change.old_ags,
                   change.new_name, change.new_ags, change.kind);
}

/// Kilometres with one decimal place, as a number for files.
double rounded(double km) {
    return std::round(km * 10) / 10;
}

std::string km_text(const Catalogue& catalogue, double km) {
    auto text = fmt::format("{:.1f}", km);
    if (catalogue.german())
        std::replace(text.begin(), text.end(), '.', ',');
    return text + " km";
}

base::MessageId standing(const ServingPoint& point) {
    return point.own      ? _m("your own")
           : point.id     ? _m("in the register")
           : point.proven ? _m("published list")
                          : _m("published list, role not fully proven");
}

Table point_table(const std::vector<ServingPoint>& points, const Catalogue& catalogue) {
    Table table{{{"name", _m("contact point")}, {"distance", _m("distance")}, {"known", _m("known from")}}};
    for (const auto& point : points)
        table.rows.push_back(
            {point.name, point.km ? Cell{km_text(catalogue, *point.km)} : Cell{}, standing(point)});
    return table;
}

nlohmann::ordered_json point_json(const ServingPoint& point) {
    const auto text_or_null = [](bool there, auto text) {
        return there ? nlohmann::ordered_json(text()) : nlohmann::ordered_json();
    };
    return {
        {"id", text_or_null(point.id.has_value(), [&] { return store::long_id(point.id->value); })},
        {"name", point.name},
        {"municipality",
         text_or_null(point.municipality.has_value(), [&] { return point.municipality->text(); })},
        {"own", point.own},
        {"role_proven", point.proven},
        {"distance_km", point.km ? nlohmann::ordered_json(rounded(*point.km)) : nlohmann::ordered_json()}};
}

nlohmann::ordered_json change_json(const MunicipalityChange& change) {
    return {{"day", change.day},           {"kind", change.kind},       {"old_ags", change.old_ags},
            {"old_name", change.old_name}, {"new_ags", change.new_ags}, {"new_name", change.new_name},
            {"evidence", change.evidence}, {"planned", change.planned}};
}

class MunicipalityPage {
  public:
    MunicipalityPage(Context& context, const store::Store& store, const Municipalities& all,
                     const Municipality& one)
        : m_context{context},
          m_all{all},
          m_one{one},
          m_changes{changes_of(all, one.ags)},
          m_around{associations::neighbourhood(store, all, one, k_neighbours)} {}

    void give() const {
        const auto record = facts(m_all, m_one, successor_of(m_changes, m_one.ags));
        m_context.out.document(text(record), object(record), &record);
    }

  private:
    [[nodiscard]] const Catalogue& catalogue() const { return m_context.out.catalogue(); }
    [[nodiscard]] std::string line(const base::Message& what) const { return catalogue().text(what) + '\n'; }

    [[nodiscard]] std::string text(const Table& record) const {
        auto text = m_context.out.as_lines(record);
        text += line(message("active associations: {0}", m_around.associations));
        if (!m_changes.empty())
            text += '\n';
        for (const auto* change : m_changes)
            text += line(change_line(*change));
        text += '\n';
        if (!m_around.serving.empty())
            text += m_context.out.laid_out(point_table(m_around.serving, catalogue()));
        else if (m_one.valid())
            text += line(without_point());
        if (!m_around.near_points.empty())
            text += '\n' + line(message("contact points nearby (straight line between the places)")) +
                    m_context.out.laid_out(point_table(m_around.near_points, catalogue()));
        if (!m_around.near.empty())
            text += '\n' + line(message("municipalities nearby (straight line between the places)")) +
                    m_context.out.laid_out(near_table());
        return text;
    }

    static base::Message without_point() {
        return message(
            "No contact point has it in its area, as far as is known here. A municipality without one may "
            "apply itself if it works out a programme with the local associations and takes over the tasks. "
            "The source does not say whether it has to be recognised first; ask the Regierungspräsidium "
            "Darmstadt.");
    }

    [[nodiscard]] Table near_table() const {
        Table table{{{"ags", _m("key")},
                     {"name", _m("name")},
                     {"distance", _m("distance")},
                     {"served", _m("has a contact point")}}};
        for (const auto& near : m_around.near)
            table.rows.push_back({near.municipality->ags.text(), near.municipality->name,
                                  km_text(catalogue(), near.km), near.served});
        return table;
    }

    [[nodiscard]] nlohmann::ordered_json object(const Table& record) const {
        auto object = to_json(record)[0];
        object["official_name"] = m_one.official_name;
        object["inhabitants_on"] = m_one.inhabitants_on;
        object["associations"] = m_around.associations;
        for (const auto* list :
             {"changes", "contact_points", "contact_points_nearby", "municipalities_nearby"})
            object[list] = nlohmann::ordered_json::array();
        for (const auto* change : m_changes)
            object["changes"].push_back(change_json(*change));
        for (const auto& point : m_around.serving)
            object["contact_points"].push_back(point_json(point));
        for (const auto& point : m_around.near_points)
            object["contact_points_nearby"].push_back(point_json(point));
        for (const auto& near : m_around.near)
            object["municipalities_nearby"].push_back({{"ags", near.municipality->ags.text()},
                                                       {"name", near.municipality->name},
                                                       {"distance_km", rounded(near.km)},
                                                       {"has_contact_point", near.served}});
        object["may_apply_itself"] = m_one.valid() && m_around.serving.empty();
        object["distances"] = "great circle between the reference coordinates";
        return object;
    }

    Context& m_context;
    const Municipalities& m_all;
    const Municipality& m_one;
    std::vector<const MunicipalityChange*> m_changes;
    associations::Neighbourhood m_around;
};

} // namespace

void show_municipality(Context& context, const store::Store& store, const std::string& wanted) {
    const Municipalities all{store};
    const auto ags = all.by_text(wanted);
    if (!ags && ags.problem().rule == "municipality.ambiguous")
        throw base::Error{base::ExitStatus::usage, ags.problem().rule, ags.problem().message};
    if (!ags)
        throw base::Error{
            base::ExitStatus::failed, "show.unknown",
            message("there is no {0} {1}; see: ehrenamt {2}", "municipality", wanted, "list municipalities")};
    MunicipalityPage{context, store, all, *all.find(*ags)}.give();
}

} // namespace ehrenamt::cli
