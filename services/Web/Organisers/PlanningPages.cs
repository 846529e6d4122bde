using BusinessFocus.Web.Organisers.Activities;
using BusinessFocus.Web.Organisers.Editions;
using BusinessFocus.Web.Organisers.Overview;
using BusinessFocus.Web.Organisers.Places;
using BusinessFocus.Web.Organisers.Releases;
using BusinessFocus.Web.Organisers.Schedule;

namespace BusinessFocus.Web.Organisers;

/// <summary>Where organisers and planners plan an edition and release its programme.</summary>
public static class PlanningPages
{
    public static void AddPlanningPages(this IServiceCollection services) => services.AddSingleton<ReadPlan>();

    public static void MapPlanningPages(this IEndpointRouteBuilder routes)
    {
        routes.MapShowOverview();
        routes.MapShowActivities();
        routes.MapChangeStatus();
        routes.MapChangePlan();
        routes.MapShowPlannedActivity();
        routes.MapShowSchedule();
        routes.MapMoveDay();
        routes.MapShowRelease();
        routes.MapShowEditions();
        routes.MapStandOfEdition();
        routes.MapShowPlaces();
    }
}
