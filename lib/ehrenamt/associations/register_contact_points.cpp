// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/associations/register_contact_points.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

#include <algorithm>
#include <iterator>

namespace ehrenamt::associations {
namespace {

/// The columns that a claim's texts can fill, in the order of the statements below.
constexpr const char* k_text_columns[] = {
    "carrier", "legal_basis", "street",  "postcode",         "place",
    "email",   "phone",       "website", "recognised_since", "allocation_policy"};
constexpr const char* k_select = R"(
    SELECT name, municipality, carrier, legal_basis, street, postcode, place, email, phone, website, recognised_since,
           allocation_policy
    FROM contact_point WHERE id = ?)";
constexpr const char* k_write = R"(
    INSERT INTO contact_point (id, own, name, municipality, carrier, legal_basis, street, postcode, place, email, phone,
                               website, recognised_since, allocation_policy)
    VALUES (?1, 0, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)
    ON CONFLICT (id) DO UPDATE SET name = ?2, municipality = ?3, carrier = ?4, legal_basis = ?5, street = ?6,
        postcode = ?7, place = ?8, email = ?9, phone = ?10, website = ?11, recognised_since = ?12,
        allocation_policy = ?13)";

/// A stored row as text, by column; what is not known is not there.
using Columns = std::map<std::string, std::string>;

class Recorder {
  public:
    Recorder(store::Store& store, store::ChangeSet& change) : m_db{store.db()}, m_change{change} {}

    RecordedContactPoint record(const ContactPointClaim& claim) {
        RecordedContactPoint done{.id = claim.id ? *claim.id : m_change.next_id<domain::ContactPointId>(),
                                  .added = !claim.id};
        auto columns = done.added ? Columns{{"carrier", "association"}} : stored(done.id);
        const auto before = columns;
        take(claim, columns);
        if (done.added && !columns.contains("legal_basis"))
            columns["legal_basis"] = usual_legal_basis(columns["carrier"]);
        for (const auto& [column, text] : columns)
            if (const auto old = before.find(column); old == before.end() || old->second != text)
                done.changed.push_back(column);
        if (done.added || !done.changed.empty())
            write(done.id, columns);
        done.name = columns["name"];
        if (write_area(done, claim, *domain::Ags::parse(columns["municipality"])))
            done.changed.emplace_back("area");
        if (write_budget(done.id, claim.budget))
            done.changed.emplace_back("budget");
        return done;
    }

  private:
    static void take(const ContactPointClaim& claim, Columns& columns) {
        if (!claim.name.empty())
            columns["name"] = claim.name;
        if (claim.municipality)
            columns["municipality"] = claim.municipality->text();
        for (const auto& [column, text] : claim.texts)
            columns[column] = text;
    }

    Columns stored(domain::ContactPointId id) {
        SQLite::Statement query{m_db, k_select};
        query.bind(1, id.value);
        query.executeStep();
        Columns columns{{"name", query.getColumn(0).getString()},
                        {"municipality", query.getColumn(1).getString()}};
        int index = 2;
        for (const auto* column : k_text_columns) {
            if (!query.isColumnNull(index))
                columns[column] = query.getColumn(index).getString();
            ++index;
        }
        return columns;
    }

    void write(domain::ContactPointId id, const Columns& columns) {
        SQLite::Statement statement{m_db, k_write};
        statement.bind(1, id.value);
        statement.bind(2, columns.at("name"));
        statement.bind(3, columns.at("municipality"));
        int index = 4;
        for (const auto* column : k_text_columns) {
            if (const auto found = columns.find(column); found != columns.end())
                statement.bind(index, found->second);
            ++index;
        }
        statement.exec();
    }

    std::vector<domain::Ags> stored_area(domain::ContactPointId id) {
        SQLite::Statement query{m_db,
                                "SELECT ags FROM contact_point_area WHERE contact_point = ? ORDER BY ags"};
        query.bind(1, id.value);
        std::vector<domain::Ags> area;
        while (query.executeStep())
            area.push_back(*domain::Ags::parse(query.getColumn(0).getString()));
        return area;
    }

    bool write_area(RecordedContactPoint& done, const ContactPointClaim& claim, const domain::Ags& seat) {
        const auto before = stored_area(done.id);
        auto after = claim.area.value_or(before);
        if (const auto at = std::lower_bound(after.begin(), after.end(), seat);
            at == after.end() || *at != seat)
            after.insert(at, seat);
        done.area = after.size();
        const auto each = [&](const std::vector<domain::Ags>& these,
                              const std::vector<domain::Ags>& but_those, const char* sql) {
            std::vector<domain::Ags> rows;
            std::set_difference(these.begin(), these.end(), but_those.begin(), but_those.end(),
                                std::back_inserter(rows));
            for (const auto& ags : rows) {
                SQLite::Statement statement{m_db, sql};
                statement.bind(1, done.id.value);
                statement.bind(2, ags.text());
                statement.exec();
            }
        };
        each(before, after, "DELETE FROM contact_point_area WHERE contact_point = ? AND ags = ?");
        each(after, before, "INSERT INTO contact_point_area (contact_point, ags) VALUES (?, ?)");
        return before != after;
    }

    bool write_budget(domain::ContactPointId id, const std::map<int, domain::Cents>& budget) {
        SQLite::Statement statement{m_db, R"(
            INSERT INTO budget_frame (contact_point, year, cents) VALUES (?, ?, ?)
            ON CONFLICT (contact_point, year) DO UPDATE SET cents = excluded.cents WHERE cents <> excluded.cents)"};
        int changed = 0;
        for (const auto& [year, amount] : budget) {
            statement.reset();
            statement.bind(1, id.value);
            statement.bind(2, year);
            statement.bind(3, amount.value);
            changed += statement.exec();
        }
        return changed > 0;
    }

    SQLite::Database& m_db;
    store::ChangeSet& m_change;
};

} // namespace

std::vector<RecordedContactPoint> record_contact_points(store::Store& store, store::ChangeSet& change,
                                                        const std::vector<ContactPointClaim>& claims) {
    Recorder recorder{store, change};
    std::vector<RecordedContactPoint> done;
    for (const auto& claim : claims) {
        done.push_back(recorder.record(claim));
        change.count(done.back().added ? "contact_points_new" : "contact_points_changed",
                     done.back().added || !done.back().changed.empty() ? 1 : 0);
    }
    return done;
}

} // namespace ehrenamt::associations
