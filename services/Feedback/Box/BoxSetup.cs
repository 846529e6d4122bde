using BusinessFocus.Feedback.Anonymity;
using BusinessFocus.Hosting.Tokens;

namespace BusinessFocus.Feedback.Box;

public static class BoxSetup
{
    /// <summary>The box of answers, and what empties it: the configuration sections "Feedback:Keys" and "Feedback:Box".</summary>
    public static void AddBox(this WebApplicationBuilder builder)
    {
        var keys = BoxKeys.In(builder.Configuration["Feedback:Keys"] ?? throw new InvalidOperationException("Feedback:Keys is not set."), TimeProvider.System);
        builder.Services.AddSingleton(new BoxKeys(keys));
        builder.Services.AddRotatingKeys(keys);
        builder.Services.AddSingleton(builder.Configuration.GetSection("Feedback:Box").Get<BoxSettings>() ?? new BoxSettings());
        builder.Services.AddHostedService<BoxEmptyingService>();
    }
}
