namespace BusinessFocus.Web.FrontDesk;

/// <summary>The pages of who stands at a door.</summary>
public static class FrontDeskPages
{
    public static void MapFrontDeskPages(this IEndpointRouteBuilder routes)
    {
        routes.MapChooseDoor();
        routes.MapServeDoor();
        routes.MapLookUp();
        routes.MapLetIn();
        routes.MapLetWalkIn();
        routes.MapTakeBack();
        routes.MapListGuests();
        routes.MapCountArrivals();
        routes.MapHandInScans();
        routes.MapDoorWorker();
    }
}
