namespace BusinessFocus.Web.Operators;

/// <summary>The pages of an operator, who sees how the system is and nobody's data.</summary>
public static class OperatorPages
{
    public const string Path = "/drift";
    public const string Styles = "operators";

    public static void AddOperatorPages(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(new TraceLinks(builder.Configuration["Links:Traces"]));
        builder.Services.AddHttpClient<ServiceStates>(http => http.BaseAddress = new Uri(builder.Configuration["Gateway"]!));
    }

    public static void MapOperatorPages(this IEndpointRouteBuilder routes)
    {
        routes.MapShowState();
        routes.MapShowDeadLetters();
        routes.MapSettleDeadLetters();
        routes.MapWatchLetters();
        routes.MapRepeatMessages();
        routes.MapChangeKeys();
        routes.MapPauseChannel();
    }
}
