using System.Text.Json;
using System.Text.Json.Serialization;

namespace BusinessFocus.Clients.Tests.Generated;

/// <summary>What NSwag leaves to whoever uses it: it marks an enum's property, not the enums in a list.</summary>
public partial class NSwagClient
{
    static partial void UpdateJsonSerializerSettings(JsonSerializerOptions settings) => settings.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase));
}
