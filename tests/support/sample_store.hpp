// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/associations/contact_points.hpp"
#include "ehrenamt/store/change_set.hpp"
#include "ehrenamt/store/reference.hpp"
#include "ehrenamt/store/store.hpp"
#include "tests/support/temp_folder.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

#include <functional>
#include <string>
#include <vector>

namespace ehrenamt::test {

/// A store of the contact point Offenbach with the real reference data, in a folder of its own.
class SampleStore {
  public:
    SampleStore() : m_store{made(m_folder)} {}
    [[nodiscard]] store::Store& get() { return m_store; }
    [[nodiscard]] const TempFolder& folder() const { return m_folder; }

    /// Does the work as one change set. \returns whether anything changed
    bool change(const std::function<void(store::ChangeSet&)>& work, const char* command = "test") {
        store::ChangeSet change{m_store, {command, "tester", "2026-11-22T00:00:00Z"}};
        work(change);
        return change.commit();
    }

    /// Adds an active association of that name; register number only if given (court M1114).
    domain::AssociationId add_association(const std::string& name, const std::string& key,
                                          const std::string& municipality = "06413000",
                                          const std::string& number = "") {
        domain::AssociationId id;
        change([&](store::ChangeSet& change) {
            id = change.next_id<domain::AssociationId>();
            SQLite::Statement insert{m_store.db(), R"(
                INSERT INTO association (id, name, name_key, kind, status, municipality, register_court, register_number,
                                         recorded_on)
                VALUES (?, ?, ?, 'registered_association', 'active', nullif(?, ''),
                        iif(?5 = '', NULL, 'M1114'), nullif(?5, ''), '2026-11-01'))"};
            insert.bind(1, id.value);
            insert.bind(2, name);
            insert.bind(3, key);
            insert.bind(4, municipality);
            insert.bind(5, number);
            insert.exec();
        });
        return id;
    }

  private:
    static store::Store made(const TempFolder& folder) {
        const store::Origin origin{*domain::Ags::parse("06413000"), 0};
        auto made = store::Store::create(folder / "sample.db", origin);
        {
            store::ChangeSet change{made, {"init", "tester", "2026-11-01T00:00:00Z"}};
            store::load_reference(made, EHRENAMT_SOURCE_DIR "/data", change);
            associations::ContactPoint own{.name = "Freiwilligenzentrum Offenbach e.V.",
                                           .municipality = origin.municipality,
                                           .area = {origin.municipality},
                                           .legal_basis = "Art. 6 Abs. 1 lit. b DSGVO"};
            associations::insert_own(made, change, own, {{2027, {800'000}}}, base::Date::of(2026, 11, 1));
            change.commit();
        }
        made.publish();
        return store::Store::open(folder / "sample.db", store::Access::write);
    }

    TempFolder m_folder;
    store::Store m_store;
};

} // namespace ehrenamt::test
