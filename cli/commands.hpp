// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "cli/command.hpp"

#include <vector>

/// Every command is one file in commands/ with one function that describes it; main.cpp lists them.
namespace ehrenamt::cli {

Command init_command();
Command status_command();
Command log_command();
Command undo_command();
Command backup_command();
Command restore_command();
Command verify_store_command();
Command register_association_command();
Command register_contact_point_command();
Command register_offer_command();
Command load_reference_command();
Command find_duplicates_command();
Command merge_associations_command();
Command open_survey_command();
Command survey_needs_command();
Command write_questionnaire_command();
Command close_survey_command();
Command show_demand_command();
Command register_trainer_command();
Command register_venue_command();
Command register_course_command();
Command build_programme_command();
Command explain_programme_command();
Command compare_programmes_command();
Command adopt_programme_command();
Command record_feedback_command();
Command show_feedback_command();
Command issue_certificates_command();
Command verify_certificate_command();
Command record_receipt_command();
Command show_costs_command();
Command plan_measure_command();
Command enrol_command();
Command write_attendance_list_command();
Command record_attendance_command();
Command cancel_measure_command();
Command report_statistics_command();
Command check_funding_command();
Command apply_funding_command();
Command record_decision_command();
Command draw_down_command();
Command list_command();
Command show_command();
Command export_command();
Command amend_association_command();

} // namespace ehrenamt::cli
