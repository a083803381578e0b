// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/associations/contact_points.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

namespace ehrenamt::associations {
namespace {

void bind_known(SQLite::Statement& statement, int index, const std::string& text) {
    if (text.empty())
        statement.bind(index);
    else
        statement.bind(index, text);
}

domain::PersonId insert_representative(store::Store& store, store::ChangeSet& change,
                                       const ContactPoint& point, base::Date today) {
    const auto id = change.next_id<domain::PersonId>();
    SQLite::Statement insert{store.db(), R"(
        INSERT INTO person (id, name, purpose, legal_basis, retention_class, recorded_on)
        VALUES (?, ?, 'signs for the contact point', ?, 'grant_records', ?))"};
    insert.bind(1, id.value);
    insert.bind(2, point.representative);
    insert.bind(3, point.legal_basis);
    insert.bind(4, today.iso());
    insert.exec();
    return id;
}

} // namespace

const std::vector<std::string_view>& carrier_kinds() {
    static const std::vector<std::string_view> k_kinds = {"association",
                                                          "town",
                                                          "county",
                                                          "joint_municipalities",
                                                          "church_or_welfare",
                                                          "municipality_without_contact_point"};
    return k_kinds;
}

std::string usual_legal_basis(std::string_view carrier) {
    return carrier == "association" || carrier == "church_or_welfare"
               ? "Art. 6 Abs. 1 lit. b, c und f DSGVO"
               : "Art. 6 Abs. 1 lit. e DSGVO, § 3 Abs. 1 HDSIG";
}

void insert_own(store::Store& store, store::ChangeSet& change, ContactPoint& point,
                const std::vector<BudgetFrame>& frames, base::Date today) {
    point.id = change.next_id<domain::ContactPointId>();
    SQLite::Statement insert{store.db(), R"(
        INSERT INTO contact_point (id, name, carrier, municipality, own, legal_basis, street, postcode, place, email,
                                   phone, bank_account, representative)
        VALUES (?, ?, ?, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?))"};
    insert.bind(1, point.id.value);
    insert.bind(2, point.name);
    insert.bind(3, point.carrier);
    insert.bind(4, point.municipality.text());
    insert.bind(5, point.legal_basis);
    int index = 6;
    for (const auto* text :
         {&point.street, &point.postcode, &point.place, &point.email, &point.phone, &point.bank_account})
        bind_known(insert, index++, *text);
    if (!point.representative.empty())
        insert.bind(index, insert_representative(store, change, point, today).value);
    insert.exec();
    SQLite::Statement area{store.db(), "INSERT INTO contact_point_area (contact_point, ags) VALUES (?, ?)"};
    for (const auto& ags : point.area) {
        area.bind(1, point.id.value);
        area.bind(2, ags.text());
        area.exec();
        area.reset();
    }
    SQLite::Statement frame{store.db(),
                            "INSERT INTO budget_frame (contact_point, year, cents) VALUES (?, ?, ?)"};
    for (const auto& [year, amount] : frames) {
        frame.bind(1, point.id.value);
        frame.bind(2, year);
        frame.bind(3, amount.value);
        frame.exec();
        frame.reset();
    }
}

ContactPoint own_contact_point(const store::Store& store) {
    SQLite::Statement query{store.db(), R"(
        SELECT c.id, c.name, c.carrier, c.municipality, c.legal_basis, c.street, c.postcode, c.place, c.email, c.phone,
               c.bank_account, p.name
        FROM contact_point c LEFT JOIN person p ON p.id = c.representative WHERE c.own = 1)"};
    if (!query.executeStep())
        throw base::Error{
            base::ExitStatus::failed, "store.no_contact_point",
            base::message("the store has no contact point of its own; make a new one with: ehrenamt init")};
    ContactPoint point{.municipality = *domain::Ags::parse(query.getColumn(3).getString())};
    point.id = {query.getColumn(0).getInt64()};
    point.name = query.getColumn(1).getString();
    point.carrier = query.getColumn(2).getString();
    point.legal_basis = query.getColumn(4).getString();
    int index = 5;
    for (auto* text : {&point.street, &point.postcode, &point.place, &point.email, &point.phone,
                       &point.bank_account, &point.representative})
        *text = query.getColumn(index++).getString();
    SQLite::Statement area{store.db(),
                           "SELECT ags FROM contact_point_area WHERE contact_point = ? ORDER BY ags"};
    area.bind(1, point.id.value);
    while (area.executeStep())
        point.area.push_back(*domain::Ags::parse(area.getColumn(0).getString()));
    return point;
}

std::optional<domain::Cents> budget_frame(const store::Store& store, domain::ContactPointId id, int year) {
    SQLite::Statement query{store.db(),
                            "SELECT cents FROM budget_frame WHERE contact_point = ? AND year = ?"};
    query.bind(1, id.value);
    query.bind(2, year);
    if (!query.executeStep())
        return std::nullopt;
    return domain::Cents{query.getColumn(0).getInt64()};
}

std::string municipality_name(const store::Store& store, const domain::Ags& ags) {
    SQLite::Statement query{store.db(), "SELECT name FROM municipality WHERE ags = ? AND valid_to IS NULL"};
    query.bind(1, ags.text());
    return query.executeStep() ? query.getColumn(0).getString() : std::string{};
}

std::vector<domain::Ags> municipalities_of(const store::Store& store, const std::string& district) {
    SQLite::Statement query{
        store.db(), "SELECT ags FROM municipality WHERE district = ? AND valid_to IS NULL ORDER BY ags"};
    query.bind(1, district);
    std::vector<domain::Ags> list;
    while (query.executeStep())
        list.push_back(*domain::Ags::parse(query.getColumn(0).getString()));
    return list;
}

} // namespace ehrenamt::associations
