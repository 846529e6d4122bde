using BusinessFocus.Feedback.Anonymity;

namespace BusinessFocus.Feedback.Box;

public static class BoxSetup
{
    /// <summary>The box of answers, and what empties it: the configuration sections "Feedback:Keys" and "Feedback:Box".</summary>
    public static void AddBox(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(BoxKey.Load(builder.Configuration["Feedback:Keys"] ?? throw new InvalidOperationException("Feedback:Keys is not set.")));
        builder.Services.AddSingleton(builder.Configuration.GetSection("Feedback:Box").Get<BoxSettings>() ?? new BoxSettings());
        builder.Services.AddHostedService<BoxEmptyingService>();
    }
}
