using BusinessFocus.Hosting.Http;
using Microsoft.OpenApi;

namespace BusinessFocus.Registration.Seats;

public static class ManageTokenDescription
{
    /// <summary>Describes the manage token, which <see cref="RegistrationAccess"/> reads.</summary>
    public static RouteHandlerBuilder TakesManageToken(this RouteHandlerBuilder endpoint) =>
        endpoint.OpensByLink().AddOpenApiOperationTransformer((operation, _, _) =>
        {
            operation.Parameters ??= [];
            operation.Parameters.Add(new OpenApiParameter
            {
                Name = "token",
                In = ParameterLocation.Query,
                Description = "The registration's manage token, unless an organiser asks; also as the header X-Manage-Token",
                Schema = new OpenApiSchema { Type = JsonSchemaType.String },
            });
            return Task.CompletedTask;
        });
}
