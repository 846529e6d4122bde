using Marten;

namespace BusinessFocus.Scheduling.Programme;

public static class ProgrammeSetup
{
    public static void AddProgramme(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<ProgrammeCache>();
        builder.Services.AddSingleton<PublicProgrammes>();
        builder.Services.ConfigureMarten((services, options) => options.Listeners.Add(services.GetRequiredService<ProgrammeCache>()));
    }
}
