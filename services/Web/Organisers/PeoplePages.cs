using BusinessFocus.Web.Organisers.Absences;
using BusinessFocus.Web.Organisers.Accounts;
using BusinessFocus.Web.Organisers.Attendees;
using BusinessFocus.Web.Organisers.Cases;
using BusinessFocus.Web.Organisers.Messages;
using BusinessFocus.Web.Organisers.Reports;
using BusinessFocus.Web.Organisers.Surveys;
using BusinessFocus.Web.Organisers.Visits;
using BusinessFocus.Web.Organisers.Webhooks;

namespace BusinessFocus.Web.Organisers;

/// <summary>The pages by which organisers work with people.</summary>
internal static class PeoplePages
{
    public static void MapPeoplePages(this IEndpointRouteBuilder routes)
    {
        routes.MapAttendeePages();
        routes.MapMessagePages();
        routes.MapVisitBoardPages();
        routes.MapReportPages();
        routes.MapCasePages();
        routes.MapSurveyPages();
        routes.MapAbsencePages();
        routes.MapAccountPages();
        routes.MapWebhookPages();
    }
}
